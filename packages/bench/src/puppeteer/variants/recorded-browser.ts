import type { Browser, Page } from "puppeteer-core";
import type { LaunchOptions } from "../../driver/driver.ts";

/** A browser whose pages are recorded in one of the ways. */
export interface RecordedBrowser {
  browser: Browser;
  /** What a script that records does with a new page before it uses it. */
  prepare?(page: Page): Promise<void>;
  stopRecording?(): Promise<void>;
  remarks?(): Promise<string[]>;
}

export type LaunchRecorded = (options: LaunchOptions) => Promise<RecordedBrowser>;
