import { loadavg } from "node:os";
import { findChromium } from "@pagereel/testing/chromium";
import type { Outcome } from "../cell/figures.ts";
import { measureCell, type Setup } from "../cell/measure-cell.ts";
import type { BenchOptions } from "../command-line/parse-command-line.ts";
import { findNodeWorkload } from "../node/index.ts";
import { measureNodeCell } from "../node/measure-node-cell.ts";
import type { Cell } from "../plan/cell.ts";
import { planCells } from "../plan/plan-cells.ts";
import type { RecorderName } from "../plan/variants.ts";
import { variantsOf } from "../plan/variants-of.ts";
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
  const cells = workloads.flatMap((name) => planCells([name], variantsOf(name, variants), rounds));
  for (const cell of cells) {
    const [load] = loadavg() as [number];
    const result = { cell, outcome: await measure(cell, setup), load };
    results.push(result);
    await listener.onResult(result);
  }
  return { info, results };
}

function measure(cell: Cell, setup: Setup): Promise<Outcome> {
  const workload = findNodeWorkload(cell.workload);
  if (workload) return measureNodeCell(workload, cell, setup.settings.size);
  // The others have no variants but these.
  return measureCell(cell.workload, cell.variant as RecorderName, setup);
}

function splitWorkloads(options: BenchOptions) {
  const skipped = options.workloads.flatMap((workload) => {
    const reason = whySkipped(workload, options);
    return reason === undefined ? [] : [{ workload, reason }];
  });
  const workloads = options.workloads.filter((name) => whySkipped(name, options) === undefined);
  return { workloads, skipped };
}

function whySkipped(workload: string, { speedometer, variants }: BenchOptions): string | undefined {
  if (workload === SPEEDOMETER && speedometer === undefined) {
    return "no checkout of it was given (`--speedometer <folder>`)";
  }
  if (variantsOf(workload, variants).length > 0) return undefined;
  return `it has none of the variants ${variants.join(", ")}`;
}
