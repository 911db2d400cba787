import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { ROOT, run } from "./process.mjs";
import { RESULTS } from "./results-reporter.mjs";

const REPORTER = join(ROOT, ".ci/results-reporter.mjs");

/**
 * Runs the tests of all packages, one package at a time: suites with browsers are busy with the whole
 * machine, and two of them beside each other take longer than one after the other.
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
    ...["--", "--reporter=default", `--reporter=${REPORTER}`],
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
  const { passed, failed, skipped, failures } = JSON.parse(readFileSync(file, "utf8"));
  counts.passed += passed;
  counts.failed += failed;
  counts.skipped += skipped;
  counts.failures.push(...failures);
}

function fail(counts, description) {
  counts.failed++;
  counts.failures.push(description);
}
