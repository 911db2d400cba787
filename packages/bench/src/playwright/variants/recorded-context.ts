import type { BrowserContext } from "playwright-core";
import type { LaunchOptions } from "../../driver/driver.ts";

/** A browser's one context, in which all pages are recorded in one of the ways. */
export interface RecordedContext {
  context: BrowserContext;
  stopRecording?(): Promise<void>;
  remarks?(): Promise<string[]>;
}

export type LaunchRecorded = (options: LaunchOptions) => Promise<RecordedContext>;
