import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { ROOT, run } from "./process.mjs";

/** Where vitest writes a package's results, as turbo.json's outputs of "test" name it. */
const RESULTS = "node_modules/.cache/vitest-results.json";

/**
 * Runs the tests of all packages, one package at a time: two suites with browsers would slow each
 * other down to time-outs.
 *
 * @returns how many tests passed, failed and were skipped, and what failed, in a few lines each
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
  const counts = { passed: 0, failed: 0, skipped: 0, failures: [] };
  for (const folder of packages) addResults(counts, join(folder, RESULTS));
  // An error outside of any test fails the run without failing a test.
  if (code !== 0 && counts.failed === 0) fail(counts, `the run ended with ${code}, no test failed`);
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
    fail(counts, `no test results at ${relative(ROOT, file)}`);
    return;
  }
  const results = JSON.parse(readFileSync(file, "utf8"));
  counts.passed += results.numPassedTests;
  counts.skipped += results.numPendingTests + results.numTodoTests;
  for (const { name, status, message, assertionResults } of results.testResults) {
    const place = relative(ROOT, name);
    const failed = assertionResults.filter((test) => test.status === "failed");
    for (const test of failed) {
      fail(counts, `${place}: ${test.fullName}\n${beginning(test.failureMessages.join("\n"))}`);
    }
    // A file that cannot be loaded has no tests that could fail.
    if (status === "failed" && failed.length === 0) fail(counts, `${place}\n${beginning(message)}`);
  }
}

function fail(counts, description) {
  counts.failed++;
  counts.failures.push(description);
}

function beginning(text) {
  return text.split("\n").slice(0, 12).join("\n").slice(0, 2000);
}
