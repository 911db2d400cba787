import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, relative } from "node:path";
import { ROOT } from "./process.mjs";

/** Where it writes, from a package's folder, as turbo.json's outputs of "test" name it. */
export const RESULTS = "node_modules/.cache/vitest-results.json";

/**
 * A reporter of vitest that writes how many tests passed, failed and were skipped, and what failed:
 * also the hooks and files that did, and errors outside of them all, which vitest's own JSON leaves
 * out.
 */
export default class ResultsReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const results = { passed: 0, failed: 0, skipped: 0, failures: [] };
    for (const module of modules) {
      const place = relative(ROOT, module.moduleId);
      const suites = [...module.children.allSuites()];
      for (const suite of suites) addErrors(results, `${place}: ${suite.fullName}`, suite.errors());
      addErrors(results, place, module.errors());
      for (const test of module.children.allTests()) addTest(results, place, test);
    }
    addErrors(results, "outside of any test", unhandledErrors);
    mkdirSync(dirname(RESULTS), { recursive: true });
    writeFileSync(RESULTS, JSON.stringify(results));
  }
}

function addTest(results, place, test) {
  const { state, errors } = test.result();
  if (state === "failed") addErrors(results, `${place}: ${test.fullName}`, errors);
  else results[state]++; // "passed" or "skipped", which a test that is still to be written is too
}

/** What has errors is one failure. */
function addErrors(results, where, errors) {
  if (errors.length === 0) return;
  results.failed++;
  const told = errors.map(({ stack, message }) => stack ?? message).join("\n");
  results.failures.push(`${where}\n${beginning(told)}`);
}

/** Of the project's own code. */
function beginning(text) {
  const lines = text.split("\n").filter((line) => !/^\s+at .*node_modules/.test(line));
  return lines.slice(0, 12).join("\n").slice(0, 2000);
}
