import type { HeapCounts } from "../../heap/heap-counts.ts";

/** What the process of the server is asked. */
export type Question = "look" | "close";

/** What it says. */
export type Saying =
  | { kind: "listening"; url: string }
  | { kind: "memory"; memory: Memory }
  | { kind: "closed" };

/** What a process holds once its garbage is collected. */
export interface Memory {
  /** Of the whole process. */
  rssBytes: number;
  heap: HeapCounts;
}

/** What the process of the server is told on its command line, as JSON. */
export interface ServeOptions {
  /** Directory of the recordings. */
  store: string;
  token: string;
  maxBrowsers: number;
}
