import puppeteer, { type Browser } from "puppeteer-core";
import type { LaunchOptions } from "../../driver/driver.ts";
import { VIEWPORT } from "../../driver/viewport.ts";

/** Launches the library's own browser. */
export function launchBrowser({ executablePath, args }: LaunchOptions): Promise<Browser> {
  return puppeteer.launch({ executablePath, args, defaultViewport: VIEWPORT });
}
