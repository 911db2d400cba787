import { expect, test } from "vitest";
import { CDP_FIGURES, type CdpFigure } from "../../src/cdp-proxy/figures.ts";
import { parseCommandLine } from "../../src/command-line/parse-command-line.ts";
import { NODE_FIGURE_NAMES } from "../../src/node/figures.ts";
import { renderRun } from "../../src/report/render-run.ts";
import { performRun } from "../../src/run/perform-run.ts";
import type { Run } from "../../src/run/run.ts";
import { VIEWER_FIGURES } from "../../src/viewer/figures.ts";

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
  "what has no browser is measured, with what it is compared with",
  async () => {
    const done = await run("--only", "pipeline", "long-session");
    expect(failuresOf(done)).toEqual([]);
    const cells = done.results.map(({ cell }) => `${cell.workload}, ${cell.variant}`);
    expect(cells).toEqual(["pipeline, pagereel", "long-session, none", "long-session, pagereel"]);
    const all = done.results.map(({ outcome }) => ("figures" in outcome ? outcome.figures : {}));
    expect(Object.keys(Object.assign({}, ...all)).sort()).toEqual([...NODE_FIGURE_NAMES].sort());
    expect(all.flatMap((figures) => Object.values(figures))).not.toContain(0);
    const remarks = done.results.flatMap(({ outcome }) =>
      "remarks" in outcome ? outcome.remarks : [],
    );
    expect(remarks).toEqual([]);
    expect(renderRun(done)).toContain("| pagereel, above none |");
  },
  TIMEOUT_MS,
);

test.skipIf(process.platform !== "linux")(
  "the viewer is measured, at a real server's page",
  async () => {
    const done = await run("--only", "viewer");
    expect(failuresOf(done)).toEqual([]);
    const [outcome] = done.results.map((result) => result.outcome);
    const { figures = {}, remarks } = outcome && "figures" in outcome ? outcome : {};
    expect(Object.keys(figures).sort()).toEqual(Object.keys(VIEWER_FIGURES).sort());
    // On a machine that does nothing else no task is long enough to be counted.
    const others = Object.entries(figures).filter(([name]) => !name.endsWith("TaskMs"));
    expect(others.filter(([, value]) => !(value > 0))).toEqual([]);
    expect(remarks).toEqual([]);
    expect(renderRun(done)).toContain("| slowest seek, ms ");
  },
  TIMEOUT_MS,
);

test.skipIf(process.platform !== "linux")(
  "connections to a browser are measured, with and without the server",
  async () => {
    const done = await run("--only", "cdp-proxy");
    expect(failuresOf(done)).toEqual([]);
    const cells = done.results.map(({ cell, outcome }) => ({
      variant: cell.variant,
      ...("figures" in outcome && {
        figures: Object.keys(outcome.figures).sort(),
        remarks: outcome.remarks,
      }),
    }));
    const all = Object.keys(CDP_FIGURES).sort();
    const ofClient = all.filter((name) => !name.startsWith("cpu") && name !== "serverPeakBytes");
    expect(cells).toEqual([
      { variant: "direct", figures: ofClient, remarks: [] },
      { variant: "server", figures: all, remarks: [] },
      { variant: "server-recorded", figures: all, remarks: [] },
    ]);
    const times = done.results.flatMap(({ outcome }) =>
      "figures" in outcome ? ofClient.map((name) => outcome.figures[name as CdpFigure]) : [],
    );
    expect(times.every((time) => time !== undefined && time > 0)).toBe(true);
    expect(renderRun(done)).toContain("| server, x direct ");
  },
  TIMEOUT_MS,
);

test.skipIf(process.platform !== "linux")(
  "a workload without any of the variants is skipped, with the reason",
  async () => {
    const done = await run("--only", "pipeline", "--variant", "rrweb");
    expect(done.results).toEqual([]);
    expect(renderRun(done)).toContain("Not measured: it has none of the variants rrweb.");
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
