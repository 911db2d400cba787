import { expect, test } from "vitest";
import { parseCommandLine } from "../../src/command-line/parse-command-line.ts";
import { renderRun } from "../../src/report/render-run.ts";
import { performRun } from "../../src/run/perform-run.ts";
import type { Run } from "../../src/run/run.ts";

/** ms. A cell takes some seconds, and several times that on a busy machine. */
const TIMEOUT_MS = 600_000;

async function run(...args: string[]): Promise<Run> {
  const options = parseCommandLine(["--quick", ...args]);
  return performRun(options, { onStart: async () => undefined, onResult: async () => undefined });
}

function failuresOf({ results }: Run): string[] {
  return results.flatMap(({ cell, outcome }) =>
    "failure" in outcome ? [`${cell.workload}, ${cell.variant}: ${outcome.failure}`] : [],
  );
}

test.skipIf(process.platform !== "linux")(
  "every workload runs, with our recording",
  async () => {
    const done = await run("--variant", "pagereel");
    expect(failuresOf(done)).toEqual([]);
    expect(done.results.length).toBeGreaterThan(8);
    const figures = done.results.map(({ outcome }) => "figures" in outcome && outcome.figures);
    for (const figure of ["mainThreadMs", "browserMs", "nodeMs", "wireBytes", "storedBytes"]) {
      expect(figures).not.toContainEqual(expect.objectContaining({ [figure]: 0 }));
    }
  },
  TIMEOUT_MS,
);

test.skipIf(process.platform !== "linux")(
  "every way to record runs, and is in the report",
  async () => {
    const done = await run("--only", "storm-paced");
    expect(failuresOf(done)).toEqual([]);
    const stored = done.results.map(({ cell, outcome }) => ({
      variant: cell.variant,
      isStored: "figures" in outcome && (outcome.figures.storedBytes ?? 0) > 0,
    }));
    expect(stored).toEqual([
      { variant: "none", isStored: false },
      { variant: "none-again", isStored: false },
      { variant: "pagereel", isStored: true },
      { variant: "rrweb", isStored: true },
      { variant: "tracing", isStored: true },
      { variant: "screencast", isStored: true },
    ]);
    expect(renderRun(done)).toContain("| screencast |");
  },
  TIMEOUT_MS,
);

test.skipIf(process.platform !== "linux")(
  "what does not exist in a library is said, not left blank",
  async () => {
    const done = await run(
      ...["--adapter", "puppeteer", "--only", "new-page"],
      ...["--variant", "pagereel", "tracing"],
    );
    expect(failuresOf(done)).toEqual([
      "new-page, tracing: Puppeteer has no tracing with snapshots of the document.",
    ]);
    expect(renderRun(done)).toContain("- tracing was not measured: Puppeteer has no tracing");
  },
  TIMEOUT_MS,
);
