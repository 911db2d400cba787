import type { VariantName } from "../plan/variants.ts";
import type { Size } from "../workloads/workload.ts";
import type { StepFigures } from "./step-figures.ts";

export interface NodeStage {
  /** Where the recording goes, or is; a browser's profile too. */
  folder: string;
  size: Size;
}

export interface StepResult {
  figures: StepFigures;
  /** What the recording lacks, in words. */
  remarks?: string[];
}

/** What one process does, and then ends. */
export type Step = (stage: NodeStage) => Promise<StepResult>;

/** Something that Node does, and measures, itself. */
export interface NodeWorkload {
  name: string;
  /** For the report, after the name. */
  about: string;
  /** What the other variants are compared with; unless told, what it is for all workloads. */
  base?: VariantName;
  /** By the variants that there are of it, the steps by their names, one after the other. */
  steps: Partial<Record<VariantName, Record<string, Step>>>;
}
