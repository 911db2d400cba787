import type { Outcome } from "../cell/figures.ts";
import type { Cell, LibraryName } from "../plan/cell.ts";
import type { VariantName } from "../plan/variants.ts";
import type { WorkloadSettings } from "../workloads/workload.ts";

/** What is the same for all figures of a run. */
export interface RunInfo {
  /** ms since the epoch. */
  startedAt: number;
  /** Names with versions. */
  versions: string[];
  /** What it ran on, in words. */
  machine: string;
  library: LibraryName;
  variants: VariantName[];
  rounds: number;
  settings: WorkloadSettings;
  /** Workloads that were asked for and could not be run at all. */
  skipped: { workload: string; reason: string }[];
}

/** A cell that was measured. */
export interface Result {
  cell: Cell;
  outcome: Outcome;
  /** The machine's load average of the last minute, when it began. */
  load: number;
}

export interface Run {
  info: RunInfo;
  results: Result[];
}
