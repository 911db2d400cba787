import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Recording } from "@pagereel/protocol";
import type { eventWithTime } from "@rrweb/types";
import type { Browser, Page } from "playwright-core";

const rrweb = join(dirname(createRequire(import.meta.url).resolve("rrweb")), "rrweb.umd.min.cjs");

/**
 * Records pages with stock rrweb, one target a page, with no part of Pagereel.
 *
 * @param visits - by target id: where to go, and what to do there
 */
export async function recordWithStockRrweb(
  browser: Browser,
  visits: Record<string, { url: string; act: (page: Page) => Promise<void> }>,
): Promise<Recording> {
  const context = await browser.newContext();
  const events: Recording["events"] = {};
  for (const [targetId, { url, act }] of Object.entries(visits)) {
    const page = await context.newPage();
    await page.goto(url);
    await page.evaluate(readFileSync(rrweb, "utf8"));
    await page.evaluate("recorded = []; rrweb.record({ emit: (event) => recorded.push(event) })");
    await act(page);
    events[targetId] = (await page.evaluate("recorded")) as eventWithTime[];
  }
  await context.close();
  const times = Object.values(events).flatMap((list) => list.map(({ timestamp }) => timestamp));
  return {
    sessionId: "01980f3e-7c1a-7d2e-9b1f-3a5c7e9d1b2f",
    duration: Math.max(...times) - Math.min(...times),
    events,
  };
}
