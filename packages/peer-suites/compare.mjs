/** Compares runs of run.mjs; see docs/reference/transparency.md. */
import { parseArgs } from "node:util";
import { compareRuns } from "./src/compare-runs.mjs";
import { countResults, readResults } from "./src/results.mjs";
import { specTable } from "./src/spec-table.mjs";

const USAGE =
  "Usage: node packages/peer-suites/compare.mjs --baseline <results> [--baseline <results> ...]\n" +
  "         --run <results> [--repeat <results> ...] [--by-spec]";

/** Enough to tell what broke. */
const ERROR_CHARS = 300;

const { values } = parseArgs({
  options: {
    baseline: { type: "string", multiple: true, default: [] },
    run: { type: "string" },
    repeat: { type: "string", multiple: true, default: [] },
    "by-spec": { type: "boolean", default: false },
  },
});

if (values.baseline.length > 0 && values.run) compare(values);
else {
  console.error(`Give a --baseline and a --run.\n\n${USAGE}`);
  process.exitCode = 1;
}

function compare({ baseline, run, repeat, "by-spec": bySpec }) {
  for (const file of [...baseline, run]) console.log(file, countResults(readResults(file)));
  const comparison = compareRuns(
    baseline.map(readResults),
    readResults(run),
    repeat.map(readResults),
  );
  const { compared, broken, flaky, missing } = comparison;
  console.log(
    `\n${compared.length} compared, ${broken.length} newly failing, ${flaky.length} flaky`,
  );
  for (const [title, results] of Object.entries({ "newly failing": broken, flaky })) {
    for (const { id, error = "" } of results) {
      console.log(`\n${title}: ${id}\n  ${error.replaceAll(/\s+/g, " ").slice(0, ERROR_CHARS)}`);
    }
  }
  for (const id of missing) console.log(`\nno result: ${id}`);
  if (bySpec) console.log(`\n${specTable(readResults(baseline[0]), comparison)}`);
  if (broken.length + missing.length > 0) process.exitCode = 1;
}
