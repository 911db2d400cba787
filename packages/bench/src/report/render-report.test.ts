import { expect, test } from "vitest";
import { FIGURE_NAMES, type Outcome } from "../cell/figures.ts";
import type { VariantName } from "../plan/variants.ts";
import type { Result, Run } from "../run/run.ts";
import { renderReport } from "./render-report.ts";

function outcomeOf(figures: Record<string, number>, remarks: string[] = []): Outcome {
  const all = FIGURE_NAMES.filter((name) => name !== "rowUs").map((name) => [name, 1]);
  return { figures: { ...Object.fromEntries(all), ...figures }, remarks };
}

function resultOf(variant: VariantName, round: number, outcome: Outcome, load = 0.5): Result {
  return { cell: { workload: "load-10k", variant, round }, outcome, load };
}

function runOf(results: Result[], skipped: Run["info"]["skipped"] = []): Run {
  return {
    info: {
      startedAt: Date.UTC(2030, 0, 2),
      versions: ["Chromium 1", "Node 2"],
      machine: "2 x a CPU",
      library: "playwright",
      variants: ["none", "pagereel", "tracing"],
      rounds: 3,
      settings: { size: "full", memorySeconds: 600, suites: [], iterations: 1 },
      skipped,
    },
    results,
  };
}

const run = runOf(
  [
    resultOf("none", 1, outcomeOf({ mainThreadMs: 100, closeMs: 20 })),
    resultOf("pagereel", 1, outcomeOf({ mainThreadMs: 110, closeMs: 50, storedBytes: 5 })),
    resultOf("tracing", 1, outcomeOf({ storedBytes: 100 })),
    resultOf("none", 2, outcomeOf({ mainThreadMs: 200, closeMs: 20 }), 1.5),
    resultOf(
      "pagereel",
      2,
      outcomeOf({ mainThreadMs: 240, closeMs: 60, storedBytes: 5 }, ["gap: rate-limited"]),
    ),
    resultOf("tracing", 2, { failure: "It broke.\nAt some place." }),
    resultOf("none", 3, { failure: "It broke." }),
    resultOf("pagereel", 3, outcomeOf({ mainThreadMs: 900, closeMs: 90, storedBytes: 5 })),
    resultOf("tracing", 3, { failure: "It broke.\nAt some place." }),
  ],
  [{ workload: "speedometer", reason: "no checkout" }],
);
const report = renderReport([run]);

/** Cells of the row that begins with a word, in the table whose head has another. */
function cellsOf(head: string, row: string): Record<string, string> {
  const lines = report.split("\n");
  const start = lines.findIndex((line) => line.includes(head));
  const found = lines.slice(start).find((line) => line.startsWith(`| ${row} `)) ?? "";
  return Object.fromEntries(
    split(lines[start] ?? "").map((title, column) => [title, split(found)[column] ?? ""]),
  );
}

function split(line: string): string[] {
  return line.split("|").map((cell) => cell.trim());
}

test("has the medians and quartiles of all rounds that there are", () => {
  const cells = cellsOf("main thread, ms", "pagereel");
  expect(cells["main thread, ms"]).toBe("240 [175 to 570]");
});

test("has ratios and differences of the rounds that both have", () => {
  const cells = cellsOf("| variant  | main thread, x", "pagereel");
  expect(cells["main thread, x"]).toBe("1.15 [1.13 to 1.18]");
  expect(cells["close, + ms"]).toBe("35 [33 to 38]");
});

test("sums up ours, with its size beside a trace's", () => {
  expect(cellsOf("stored, of tracing", "load-10k")["stored, of tracing"]).toBe("0.0500");
});

test("says what was not measured and why, and leaves no cell empty", () => {
  expect(report).toContain("- tracing was not measured: It broke. (rounds: 2)");
  expect(report).toContain("- none was not measured: It broke. (rounds: 1)");
  expect(report).toContain("### speedometer\n\nNot measured: no checkout.");
  expect(cellsOf("stored, of rrweb", "load-10k")["stored, of rrweb"]).toBe("not measured");
  expect(report).not.toMatch(/\| +\|/);
});

test("says what a recording lacks", () => {
  expect(report).toContain("- pagereel: gap: rate-limited (rounds: 1)");
});

test("names date, versions, machine and load", () => {
  expect(report).toContain("Measured on 2030-01-02 with Chromium 1, Node 2");
  expect(report).toContain("2 x a CPU");
  expect(report).toContain("0.5 to 1.5");
});

test("has several runs one after the other", () => {
  const both = renderReport([run, run]);
  expect(both.match(/^## Result \d$/gm)).toEqual(["## Result 1", "## Result 2"]);
});

test("says so where there is nothing to compare with", () => {
  const alone = runOf([resultOf("pagereel", 1, outcomeOf({}))]);
  alone.info.variants = ["pagereel"];
  expect(renderReport([alone])).toContain("Nothing could be compared: none was not among");
});
