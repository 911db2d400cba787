import type { LibraryName } from "../plan/cell.ts";
import type { RecorderName } from "../plan/variants.ts";
import type { SiteAddresses } from "../site/site-addresses.ts";
import type { WorkloadSettings } from "../workloads/workload.ts";

/** What a measured process is told: one argument, as JSON. */
export interface Task {
  library: LibraryName;
  workload: string;
  variant: RecorderName;
  settings: WorkloadSettings;
  site: SiteAddresses;
  executablePath: string;
  /** Where the recording goes. */
  folder: string;
}

/**
 * Moments at which a measured process waits until its figures are taken: the browser is up; the
 * workload is done; the recording is about to be ended; it is ended; the browser is closed.
 */
export type Mark = "launched" | "worked" | "stopping" | "stopped" | "closed";

/** What only the measured process itself can tell. */
export interface OwnFigures {
  wallMs: number;
  newPageMs: number;
  closeMs: number;
  heapBytes: number;
  rows?: number;
}

/** From the measured process. After a mark it waits for any message. */
export type Message =
  | { mark: Mark }
  | { done: { figures: OwnFigures; remarks: string[] } }
  | { failure: string };
