import { expect, test } from "vitest";
import type { Outcome } from "../cell/figures.ts";
import type { VariantName } from "../plan/variants.ts";
import type { Result, Run } from "../run/run.ts";
import { renderRun } from "./render-run.ts";

function resultOf(workload: string, variant: VariantName, round: number, outcome: Outcome): Result {
  return { cell: { workload, variant, round }, outcome, load: 0.5 };
}

function figures(values: Record<string, number>): Outcome {
  return { figures: values, remarks: [] };
}

const run: Run = {
  info: {
    startedAt: 0,
    versions: [],
    machine: "a CPU",
    library: "playwright",
    variants: ["none", "pagereel", "rrweb", "direct", "server", "server-recorded"],
    rounds: 2,
    settings: { size: "full", memorySeconds: 600, suites: [], iterations: 1 },
    skipped: [],
  },
  results: [
    resultOf("pipeline", "pagereel", 1, figures({ eventsPerSecond: 100_000 })),
    resultOf("pipeline", "pagereel", 2, figures({ eventsPerSecond: 120_000 })),
    resultOf("long-session", "none", 1, figures({ streamPeakBytes: 90e6 })),
    resultOf("long-session", "pagereel", 1, figures({ streamPeakBytes: 130e6, minuteMs: 300 })),
    resultOf("long-session", "none", 2, figures({ streamPeakBytes: 80e6 })),
    resultOf("long-session", "pagereel", 2, { failure: "It broke." }),
    resultOf("cdp-proxy", "direct", 1, figures({ commandMs: 0.5, hugeMs: 1000 })),
    resultOf("cdp-proxy", "server", 1, figures({ commandMs: 0.6, cpuOfThousandMessagesMs: 10 })),
    resultOf("cdp-proxy", "direct", 2, figures({ commandMs: 0.4, hugeMs: 2000 })),
    resultOf("cdp-proxy", "server", 2, figures({ commandMs: 0.56, cpuOfThousandMessagesMs: 12 })),
    resultOf("cdp-proxy", "server-recorded", 1, { failure: "It broke, too." }),
  ],
};
const report = renderRun(run);

function rowsOf(workload: string): string[][] {
  const section = report.slice(report.indexOf(`### ${workload}\n`)).split("\n### ")[0] ?? "";
  const lines = section.split("\n").filter((line) => line.startsWith("|"));
  return lines.map((line) =>
    line
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim()),
  );
}

test("has the variants that there are of a workload, and the figures that it has", () => {
  const [head, , ...rows] = rowsOf("pipeline");
  expect(head).toEqual(["figure", "pagereel"]);
  expect(rows).toEqual([["events a second, 1/s", "110000 [105000 to 115000]"]]);
});

test("compares memory with none of the same round, and nothing else", () => {
  const [head, , ...rows] = rowsOf("long-session");
  expect(head).toEqual(["figure", "none", "pagereel", "pagereel, above none"]);
  expect(rows).toEqual([
    ["streaming, peak, MB", "85 [83 to 88]", "130 [130 to 130]", "40 [40 to 40]"],
    ["a minute, ms", "-", "300 [300 to 300]", "-"],
  ]);
});

test("compares connections with the direct one of the same round, by ratios", () => {
  const [head, , ...rows] = rowsOf("cdp-proxy");
  expect(head).toEqual(["figure", "direct", "server", "server-recorded", "server, x direct"]);
  expect(rows).toEqual([
    [
      ...["a command, ms", "0.450 [0.425 to 0.475]", "0.580 [0.570 to 0.590]"],
      ...["-", "1.30 [1.25 to 1.35]"],
    ],
    ["an answer of 100 MB, ms", "1500 [1250 to 1750]", "-", "-", "-"],
    ["server, CPU of 1000 messages, ms", "-", "11.0 [10.5 to 11.5]", "-", "-"],
  ]);
  expect(report).toContain("- server-recorded was not measured: It broke, too. (rounds: 1)");
});

test("says what failed, and is not in the summary of what has a browser", () => {
  expect(report).toContain("- pagereel was not measured: It broke. (rounds: 1)");
  expect(report).not.toContain("### Ours, in short");
});
