import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const PACKAGES = fileURLToPath(new URL("../../node_modules/", import.meta.url));
const LIBRARIES = ["playwright-core", "puppeteer-core", "rrweb"];

/**
 * What a run depends on: names with versions.
 *
 * @param speedometer - the folder of a checkout
 */
export function usedVersions(executablePath: string, speedometer: string | undefined): string[] {
  return [
    execFileSync(executablePath, ["--version"], { encoding: "utf8", stdio: "pipe" }).trim(),
    `Node ${process.versions.node}`,
    ...LIBRARIES.map((name) => `${name} ${versionIn(join(PACKAGES, name))}`),
    ...(speedometer === undefined ? [] : [speedometerTitle(speedometer)]),
  ];
}

/** The version is in the title of its page; the one in its package.json is not kept up to date. */
function speedometerTitle(folder: string): string {
  const page = readFileSync(join(folder, "index.html"), "utf8");
  return /<title>(.*?)<\/title>/.exec(page)?.[1] ?? "Speedometer of an unknown version";
}

function versionIn(folder: string): string {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version;
}

/** @throws Error when a folder is no checkout of Speedometer 3 */
export function checkSpeedometer(folder: string): void {
  if (existsSync(join(folder, "resources", "benchmark-runner.mjs"))) return;
  throw new Error(
    `"${folder}" is no checkout of Speedometer 3: it has no resources/benchmark-runner.mjs. ` +
      "Clone https://github.com/WebKit/Speedometer and give its folder.",
  );
}
