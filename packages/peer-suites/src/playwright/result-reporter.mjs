import { appendResult } from "../results.mjs";
import { readSettings } from "../settings.mjs";

/** A reporter of Playwright that keeps one line a test. */
export default class ResultReporter {
  file = readSettings().resultsFile;

  onTestEnd(test, { status, duration, errors }) {
    const outcome = outcomeOf(status, test.expectedStatus);
    const error = errors.map(({ message, value }) => message ?? value).join(" || ");
    const id = test.titlePath().slice(2).join(" > ");
    appendResult(this.file, { id, outcome, ms: duration, ...(outcome === "fail" && { error }) });
  }

  /** Outside of a test: nothing may run then. */
  onError({ message, value }) {
    console.error(message ?? value);
  }

  printsToStdio() {
    return true;
  }
}

/** A test that is marked as failing passes by failing. */
function outcomeOf(status, expectedStatus) {
  if (status === "skipped") return "skip";
  return status === expectedStatus ? "pass" : "fail";
}
