import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Outcome } from "../cell/figures.ts";
import type { Cell } from "../plan/cell.ts";
import type { Size } from "../workloads/workload.ts";
import type { NodeWorkload, StepResult } from "./node-workload.ts";
import { runStep } from "./run-step.ts";

/** Of one step, which takes a minute or two. */
const TIME_LIMIT_MS = 10 * 60_000;

/** Measures one cell without a browser; a failure is an outcome too. */
export async function measureNodeCell(
  { name, steps }: NodeWorkload,
  { variant }: Cell,
  size: Size,
): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), "pagereel-bench-"));
  const results: StepResult[] = [];
  try {
    for (const step of Object.keys(steps[variant] ?? {})) {
      const task = { workload: name, variant, step, folder, size };
      results.push(await runStep(task, TIME_LIMIT_MS));
    }
    return {
      figures: Object.assign({}, ...results.map(({ figures }) => figures)),
      remarks: results.flatMap(({ remarks }) => remarks ?? []),
    };
  } catch (error) {
    return { failure: (error as Error).message };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
