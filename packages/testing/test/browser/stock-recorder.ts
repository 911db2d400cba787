import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { eventWithTime } from "@rrweb/types";
import { type Browser, chromium, type Page } from "playwright-core";
import type { recordOptions } from "rrweb";
import { CHROMIUM_ARGS, findChromium } from "../../src/index.js";

const RRWEB = readFileSync(
  join(dirname(createRequire(import.meta.url).resolve("rrweb")), "rrweb.umd.min.cjs"),
  "utf8",
);

/** Starts a browser to be recorded with rrweb's stock recorder: the check is tried on that alone. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGS });
}

/** Opens a page and starts rrweb's stock recorder in it once it is loaded. */
export async function openRecorded(
  browser: Browser,
  url: string,
  options: recordOptions<eventWithTime> = {},
): Promise<{ page: Page; events(): Promise<eventWithTime[]> }> {
  const page = await browser.newPage();
  await page.goto(url);
  await page.waitForFunction("document.documentElement.dataset.state !== 'busy'");
  // Not a script element: it would be a part of what is recorded, and SVG has no place for it.
  await page.evaluate(RRWEB);
  await page.evaluate(
    `window.events = []; rrweb.record({ ...${JSON.stringify(options)}, emit: (e) => events.push(e) })`,
  );
  return { page, events: () => page.evaluate<eventWithTime[]>("window.events") };
}
