import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const NEEDED = {
  playwright: ["tests/page", "tests/library", "packages/playwright-core/lib"],
  puppeteer: ["test/build/mocha-utils.js", "test/assets"],
};

/** What is imported from a checkout, as its tests do. */
const PACKAGES = {
  playwright: ["playwright-core", "@playwright/test/cli"],
  puppeteer: ["puppeteer-core", "mocha"],
};

/**
 * Says what is missing before a run fails on it.
 *
 * @throws Error that names everything that is missing
 */
export function checkCheckout(library, checkout) {
  const files = NEEDED[library].filter((path) => !existsSync(join(checkout, path)));
  const packages = PACKAGES[library].filter((name) => !resolves(checkout, name));
  const missing = [...files, ...packages.map((name) => `the package ${name}`)];
  if (missing.length === 0) return;
  throw new Error(
    `${checkout} is no checkout of ${library} that is installed and built: it has no ` +
      `${missing.join(", no ")}. Build it as its own instructions for contributors say.`,
  );
}

/** The same copy of a package that the tests of a checkout get. */
export function requireFrom(checkout) {
  return createRequire(join(checkout, "package.json"));
}

function resolves(checkout, name) {
  try {
    requireFrom(checkout).resolve(name);
    return true;
  } catch {
    // That it does not resolve is the answer.
    return false;
  }
}
