import puppeteer, { type Browser } from "puppeteer-core";
import { VIEWPORT } from "../../driver/browser-options.ts";
import type { LaunchOptions } from "../../driver/driver.ts";

/** Launches the library's own browser. */
export function launchBrowser({ executablePath, args }: LaunchOptions): Promise<Browser> {
  return puppeteer.launch({ executablePath, args, defaultViewport: VIEWPORT });
}
