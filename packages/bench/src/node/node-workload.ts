import type { VariantName } from "../plan/variants.ts";
import type { Size } from "../workloads/workload.ts";
import type { NodeFigures } from "./figures.ts";

export interface NodeStage {
  /** Where the recording goes, or is. */
  folder: string;
  size: Size;
}

export interface StepResult {
  figures: NodeFigures;
  /** What the recording lacks, in words. */
  remarks?: string[];
}

/** What one process does, and then ends. */
export type Step = (stage: NodeStage) => Promise<StepResult>;

/** Something that Node does without a browser. */
export interface NodeWorkload {
  name: string;
  /** For the report, after the name. */
  about: string;
  /** By the variants that there are of it, the steps by their names, one after the other. */
  steps: Partial<Record<VariantName, Record<string, Step>>>;
}
