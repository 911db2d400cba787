import type { VariantName } from "../plan/variants.ts";
import type { NodeStage, StepResult } from "./node-workload.ts";

/** What a process is told: one argument, as JSON. */
export interface StepTask extends NodeStage {
  workload: string;
  variant: VariantName;
  step: string;
}

/** From the process, once. */
export type StepMessage = { done: StepResult } | { failure: string };
