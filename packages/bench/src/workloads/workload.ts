import type { BenchBrowser, BenchPage } from "../driver/driver.ts";
import type { SiteAddresses } from "../site/site-addresses.ts";

/** How large a run is: `full` for numbers, `quick` to see that everything works. */
export type Size = "full" | "quick";

/** What the command line sets of a workload. */
export interface WorkloadSettings {
  size: Size;
  /** How long `memory` takes. */
  memorySeconds: number;
  /** Names of Speedometer's suites; empty for its own choice. */
  suites: string[];
  /** Times that Speedometer runs each suite. */
  iterations: number;
}

export interface Stage {
  browser: BenchBrowser;
  site: SiteAddresses;
  settings: WorkloadSettings;
}

export interface WorkDone {
  /** A page that is still open: the one whose memory is measured. */
  page: BenchPage;
  /** Rows that a storm added. */
  rows?: number;
}

/** Something that a browser is made to do. */
export interface Workload {
  name: string;
  /** For the report, after the name. */
  about: string;
  run(stage: Stage): Promise<WorkDone>;
}
