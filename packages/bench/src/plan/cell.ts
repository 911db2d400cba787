import type { VariantName } from "./variants.ts";

/** The library that drives the browser. */
export type LibraryName = "playwright" | "puppeteer";

/** One measurement: a workload in one way of recording, in a process and a browser of its own. */
export interface Cell {
  workload: string;
  variant: VariantName;
  /** 1, 2, 3 ... */
  round: number;
}
