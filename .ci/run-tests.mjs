import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ROOT, run, say } from "./process.mjs";

/** Where vitest writes a package's results, as turbo.json's outputs of "test" name it. */
const RESULTS = "node_modules/.cache/vitest-results.json";

/**
 * Runs the tests of all packages, one package at a time: two suites with browsers would slow each
 * other down to time-outs.
 *
 * @returns how many tests passed, failed and were skipped
 */
export async function runTests() {
  const packages = packagesWithTests();
  // Results of an earlier run must not be counted for a package that now fails to start.
  for (const folder of packages) rmSync(join(folder, RESULTS), { force: true });
  const code = await run("turbo", [
    ...["run", "test", "--filter=./packages/*", "--concurrency=1"],
    "--continue=dependencies-successful",
    ...["--", "--reporter=default", "--reporter=json", `--outputFile.json=${RESULTS}`],
  ]);
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const folder of packages) addResults(counts, join(folder, RESULTS));
  // An error outside of any test fails the run without failing a test.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

function packagesWithTests() {
  return readdirSync(join(ROOT, "packages"))
    .map((name) => join(ROOT, "packages", name))
    .filter((folder) => {
      const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
      return manifest.scripts?.test !== undefined;
    });
}

function addResults(counts, file) {
  if (!existsSync(file)) {
    say(`No test results at ${file}: counted as one failure.`);
    counts.failed++;
    return;
  }
  const results = JSON.parse(readFileSync(file, "utf8"));
  counts.passed += results.numPassedTests;
  counts.failed += results.numFailedTests;
  counts.skipped += results.numPendingTests + results.numTodoTests;
  // A file that cannot be loaded has no tests that could fail.
  counts.failed += results.testResults.filter(failedToLoad).length;
}

function failedToLoad({ status, assertionResults }) {
  return status === "failed" && assertionResults.every((test) => test.status !== "failed");
}
