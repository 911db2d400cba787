import { findNodeWorkload } from "./index.ts";
import type { StepMessage, StepTask } from "./messages.ts";
import type { StepResult } from "./node-workload.ts";

/** The process that is measured: it does one step, and says itself what it took. */
const task: StepTask = JSON.parse(process.argv[2] as string);

process.on("uncaughtException", fail);

try {
  tell({ done: await perform(task) });
  process.disconnect();
} catch (error) {
  fail(error);
}

function perform({ workload, variant, step, ...stage }: StepTask): Promise<StepResult> {
  const run = findNodeWorkload(workload)?.steps[variant]?.[step];
  if (!run) throw new Error(`There is no step "${step}" of ${workload} with ${variant}.`);
  return run(stage);
}

function fail(error: unknown): void {
  tell({ failure: error instanceof Error ? error.message : String(error) });
}

function tell(message: StepMessage): void {
  process.send?.(message);
}
