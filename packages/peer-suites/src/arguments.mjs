import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { MODES } from "./modes.mjs";

export const USAGE = `Usage: node packages/peer-suites/run.mjs --playwright <checkout> | --puppeteer <checkout>
         --mode ${Object.keys(MODES).join("|")} [--browser <path>] [--browser-arg=<arg> ...]
         [--out <folder>] [--name <run>] [--timeout <ms>] [--grep <pattern>] [<spec> ...]

  --browser      a Chromium; by default CHROME_PATH
  --browser-arg  an argument of the browser, such as --browser-arg=--no-sandbox; can be repeated
  --out          folder of the results, by default peer-suites-results
  --name         results go to <out>/<name>.ndjson, by default <library>-<mode>
  --timeout      ms for one test, by default 15000 for Playwright and 10000 for Puppeteer
  --grep         only tests whose title matches
  <spec>         names of spec files, such as page/page-click or cdp/pdf; by default all`;

const OPTIONS = {
  playwright: { type: "string" },
  puppeteer: { type: "string" },
  mode: { type: "string" },
  browser: { type: "string", default: process.env.CHROME_PATH },
  "browser-arg": { type: "string", multiple: true, default: [] },
  out: { type: "string", default: "peer-suites-results" },
  name: { type: "string" },
  timeout: { type: "string" },
  grep: { type: "string" },
};

/** Of one test, as long as the libraries' own settings give it, less where a failure would wait. */
const TIMEOUT_MS = { playwright: 15_000, puppeteer: 10_000 };

/**
 * @returns the settings of a run; they are handed on to its processes as JSON
 * @throws Error that says what is wrong with the command
 */
export function parseArguments(args) {
  const { values, positionals: specs } = parseArgs({
    args,
    options: OPTIONS,
    allowPositionals: true,
  });
  const libraries = ["playwright", "puppeteer"].filter((name) => values[name]);
  if (libraries.length !== 1) throw new Error("Give one of --playwright and --puppeteer.");
  if (!Object.hasOwn(MODES, values.mode ?? "")) {
    throw new Error(`--mode is "${values.mode}"; it can be ${Object.keys(MODES).join(", ")}.`);
  }
  if (!values.browser) throw new Error("Name a Chromium with --browser or CHROME_PATH.");
  const [library] = libraries;
  const timeoutMs = Number(values.timeout ?? TIMEOUT_MS[library]);
  if (!(timeoutMs > 0))
    throw new Error(`--timeout is "${values.timeout}", which is no number of ms.`);
  const out = resolve(values.out);
  const name = values.name ?? `${library}-${values.mode}`;
  return {
    library,
    checkout: resolve(values[library]),
    mode: values.mode,
    browser: resolve(values.browser),
    browserArgs: values["browser-arg"],
    timeoutMs,
    grep: values.grep,
    specs,
    resultsFile: join(out, `${name}.ndjson`),
    artifacts: join(out, `${name}-artifacts`),
  };
}
