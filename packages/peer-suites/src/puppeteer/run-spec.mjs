/** Runs one compiled spec file of Puppeteer in Mocha: node run-spec.mjs cdp/pdf.spec */
import { join } from "node:path";
import { requireFrom } from "../checkout.mjs";
import { appendResult } from "../results.mjs";
import { readSettings } from "../settings.mjs";

const settings = readSettings();
const { checkout, mode, timeoutMs, grep, resultsFile } = settings;
const [spec] = process.argv.slice(2);
const require = requireFrom(checkout);

if (mode !== "baseline") {
  const { recordPuppeteer } = await import("./record-puppeteer.mjs");
  recordPuppeteer(settings);
}
// As Mocha's own command does: the stacks that Puppeteer hands out depend on it.
Error.stackTraceLimit = Number.POSITIVE_INFINITY;
const Mocha = require("mocha");
const { mochaHooks } = require("./test/build/mocha-utils.js");
const mocha = new Mocha({ ui: "bdd", timeout: timeoutMs, grep, reporter: keepResults });
mocha.rootHooks(mochaHooks);
mocha.suite.on("pre-require", addDialect);
mocha.addFile(join(checkout, "test/build", `${spec}.js`));
// Its tests may leave servers and browsers open.
mocha.run(() => process.exit());

/** What Puppeteer's specs call beside Mocha's own: their repeats on failure are not wanted here. */
function addDialect({ it, describe }) {
  it.deflake = (_repeats, title, test) => it(title, test);
  it.deflakeOnly = it.deflake;
  describe.withDebugLogs = describe;
}

/** A reporter of Mocha that keeps one line a test. */
function keepResults(runner) {
  const counts = { pass: 0, fail: 0, skip: 0 };
  const kept = new Set();
  const keep = (test, outcome, error) => {
    // A hook that fails after its test does so under a title of its own.
    if (kept.has(test)) return;
    kept.add(test);
    counts[outcome] += 1;
    const id = `${spec}.js > ${test.fullTitle()}`;
    appendResult(resultsFile, { id, outcome, ms: test.duration, error });
  };
  runner.on("pass", (test) => keep(test, "pass"));
  runner.on("pending", (test) => keep(test, "skip"));
  runner.on("fail", (test, error) => keep(test, "fail", String(error?.message ?? error)));
  runner.on("end", () => console.log(spec, counts));
}
