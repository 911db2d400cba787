import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import type { Recording } from "@pagereel/playwright-adapter";
import type { Browser, Locator, Page } from "playwright-core";
import { type Events, findTargets } from "./checks.ts";
import { type TourResult, VIEWPORT } from "./tour.ts";

/** Room for the exported page's frame to have the size of the recorded viewport. */
const REPLAY_VIEWPORT = { width: VIEWPORT.width + 40, height: VIEWPORT.height + 240 };

/** The player jumps in the next animation frames; styles with a transition (300 ms) then settle. */
const SETTLE_MS = 500;

const COMPARISON_STYLE = `<style>
body { display: grid; grid-template-columns: 1fr 1fr; gap: 24px; margin: 24px; font: 24px sans-serif }
figure { margin: 0 }
figcaption { margin-bottom: 8px }
img { width: 100%; box-shadow: 0 0 0 1px #bbb }
</style>`;

/**
 * Photographs an exported replay at the moments at which the live page was photographed:
 * `<moment>-replay.png`. The whole page at the last moment of the tab is `replay.png`.
 *
 * @param folder - holds `replay.html`
 */
export async function photographReplay(
  folder: string,
  recording: Recording,
  tour: TourResult,
  browser: Browser,
): Promise<void> {
  const targets = findTargets(recording);
  const page = await browser.newPage({ viewport: REPLAY_VIEWPORT });
  await page.goto(pathToFileURL(join(folder, "replay.html")).href);
  const { popup, ...inTab } = tour.moments;
  await photographTab(page, folder, targets.tab, recording, inTab);
  await page.screenshot({ path: join(folder, "replay.png") });
  await photographTab(page, folder, targets.popup, recording, { popup });
  await page.close();
}

async function photographTab(
  page: Page,
  folder: string,
  events: Events,
  recording: Recording,
  moments: Record<string, number>,
): Promise<void> {
  await page.getByRole("tab").nth(tabNumber(events, recording)).click();
  const panel = page.getByRole("tabpanel");
  // The player plays when its tab is opened first: this pauses it.
  await panel.locator(".rr-controller__btns button").first().click();
  for (const [name, timestamp] of Object.entries(moments)) {
    await showMoment(panel, events, timestamp);
    const path = join(folder, `${name}-replay.png`);
    await panel.locator(".replayer-wrapper").screenshot({ path });
    console.log(`  ${name}`);
  }
}

/** The replay has its tabs in the order in which they were opened. */
function tabNumber(events: Events, { events: targets }: Recording): number {
  const isEarlier = ([first]: Events) => (first?.timestamp ?? 0) < (events[0]?.timestamp ?? 0);
  return Object.values(targets).filter(isEarlier).length;
}

/** Presses the player's time line. */
async function showMoment(panel: Locator, events: Events, timestamp: number): Promise<void> {
  const start = events[0]?.timestamp ?? 0;
  const end = events.at(-1)?.timestamp ?? 0;
  const line = panel.locator(".rr-progress");
  const { x, width } = (await line.boundingBox()) ?? { x: 0, width: 0 };
  // An event rather than a press: the moment of a page at rest may be after the end of the line.
  await line.dispatchEvent("click", { clientX: x + (width * (timestamp - start)) / (end - start) });
  await sleep(SETTLE_MS);
}

/** Puts the pictures of the live page and of the replay side by side in `comparison.png`. */
export async function pictureComparison(
  folder: string,
  moments: string[],
  browser: Browser,
): Promise<void> {
  const names = moments.flatMap((moment) => [`${moment}-live`, `${moment}-replay`]);
  const cells = names.map(async (name) => {
    const picture = await readFile(join(folder, `${name}.png`), "base64");
    return `<figure><figcaption>${name}</figcaption><img src="data:image/png;base64,${picture}"></figure>`;
  });
  const page = await browser.newPage({ viewport: { width: VIEWPORT.width * 2, height: 400 } });
  await page.setContent(COMPARISON_STYLE + (await Promise.all(cells)).join(""));
  await page.screenshot({ path: join(folder, "comparison.png"), fullPage: true });
  await page.close();
}
