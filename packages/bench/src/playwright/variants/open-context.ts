import { type Browser, type BrowserContext, chromium } from "playwright-core";
import type { LaunchOptions } from "../../driver/driver.ts";
import { VIEWPORT } from "../../driver/viewport.ts";

/** Launches the library's own browser with one context. */
export async function launchContext(options: LaunchOptions): Promise<BrowserContext> {
  const { executablePath, args } = options;
  return openContext(await chromium.launch({ executablePath, args }));
}

/** The same in a browser that is there. */
export function openContext(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({ viewport: VIEWPORT });
}
