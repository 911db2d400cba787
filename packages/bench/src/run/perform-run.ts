import { loadavg } from "node:os";
import { findChromium } from "@pagereel/testing/chromium";
import { measureCell } from "../cell/measure-cell.ts";
import type { BenchOptions } from "../command-line/parse-command-line.ts";
import { planCells } from "../plan/plan-cells.ts";
import { serveSite } from "../site/serve-site.ts";
import { SPEEDOMETER } from "../workloads/index.ts";
import { describeMachine } from "./machine.ts";
import type { Result, Run, RunInfo } from "./run.ts";
import { usedVersions } from "./used-versions.ts";

/** Told as it goes on. */
export interface RunListener {
  onStart(info: RunInfo): Promise<void>;
  onResult(result: Result): Promise<void>;
}

/** Measures one cell after another. */
export async function performRun(options: BenchOptions, listener: RunListener): Promise<Run> {
  const { library, settings, speedometer, variants, rounds } = options;
  const executablePath = findChromium();
  const { skipped, workloads } = splitWorkloads(options);
  const info: RunInfo = {
    startedAt: Date.now(),
    versions: usedVersions(executablePath, speedometer),
    machine: describeMachine(),
    ...{ library, variants, rounds, settings, skipped },
  };
  await listener.onStart(info);

  await using site = await serveSite(speedometer);
  const setup = { library, settings, site: site.addresses, executablePath };
  const results: Result[] = [];
  for (const cell of planCells(workloads, variants, rounds)) {
    const [load] = loadavg() as [number];
    const result = { cell, outcome: await measureCell(cell, setup), load };
    results.push(result);
    await listener.onResult(result);
  }
  return { info, results };
}

function splitWorkloads({ workloads, speedometer }: BenchOptions) {
  const isMissing = speedometer === undefined && workloads.includes(SPEEDOMETER);
  if (!isMissing) return { workloads, skipped: [] };
  return {
    workloads: workloads.filter((name) => name !== SPEEDOMETER),
    skipped: [
      { workload: SPEEDOMETER, reason: "no checkout of it was given (`--speedometer <folder>`)" },
    ],
  };
}
