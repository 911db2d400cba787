/**
 * Runs every check of the repository, one after another; a stage that fails does not stop the next.
 * Needs what setup.mjs provides. The last line it prints is `N passed, N failed`.
 */
import { run, say } from "./process.mjs";
import { publishedPackages } from "./published-packages.mjs";
import { checkRecorderSize } from "./recorder-size.mjs";
import { runTests } from "./run-tests.mjs";
import { checkViewerSize } from "./viewer-size.mjs";

/** Of all packages, what those print that fail. */
const QUIET = ["--continue=dependencies-successful", "--output-logs=errors-only"];

const stages = [
  ["lint", () => succeeds("biome", ["check", "--error-on-warnings", "."])],
  ["import directions", () => succeeds("depcruise", ["packages", "examples"])],
  ["types", () => succeeds("turbo", ["run", "typecheck", ...QUIET])],
  ["build", () => succeeds("turbo", ["run", "build", ...QUIET])],
  ["size of the recorder", checkRecorderSize],
  ["size of the viewer", checkViewerSize],
  ["tests", runTests],
  ...["puppeteer-basic", "playwright-basic", "packed-consumer", "demo", "server"].map((name) => [
    `example ${name}`,
    () => succeeds("pnpm", ["--filter", `@pagereel/example-${name}`, "start"]),
  ]),
  ...publishedPackages().map(({ name, check }) => [`package ${name}`, check]),
];

const total = { passed: 0, failed: 0, skipped: 0 };
const lines = [];
const failures = [];
for (const [name, check] of stages) {
  say(`${name} ...`);
  const startedAt = performance.now();
  const counts = await outcome(check);
  for (const key of Object.keys(total)) total[key] += counts[key] ?? 0;
  failures.push(...(counts.failures ?? []));
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  lines.push(`${counts.failed ? "FAILED" : "ok    "} ${name} (${seconds} s): ${describe(counts)}`);
  say(lines.at(-1));
}
for (const failure of failures) console.log(`\nFAILED ${failure}`);
console.log(`\n${lines.join("\n")}\n\n${describe(total)}`);
process.exitCode = total.failed === 0 ? 0 : 1;

async function outcome(check) {
  try {
    return await check();
  } catch (error) {
    say(error.stack);
    return { passed: 0, failed: 1 };
  }
}

async function succeeds(command, args) {
  const code = await run(command, args);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function describe({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`;
}
