import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import type { Recording } from "@pagereel/playwright-adapter";
import type { Browser } from "playwright-core";
import { type Events, findTargets } from "./checks.ts";
import { type MomentName, type TourResult, VIEWPORT } from "./tour.ts";

/** Room for the viewer's own parts around a page of the recorded viewport's size. */
const REPLAY_VIEWPORT = { width: VIEWPORT.width + 360, height: VIEWPORT.height + 400 };

/** Styles with a transition (300 ms) settle after a jump. */
const SETTLE_MS = 500;

const COMPARISON_STYLE = `<style>
body { display: grid; grid-template-columns: 1fr 1fr; gap: 24px; margin: 24px; font: 24px sans-serif }
figure { margin: 0 }
figcaption { margin-bottom: 8px }
img { width: 100%; box-shadow: 0 0 0 1px #bbb }
</style>`;

/**
 * Photographs an exported replay at the moments at which the live page was photographed:
 * `<moment>-replay.png`. The whole viewer at the last moment of the tab is `replay.png`.
 *
 * @param folder - holds `replay.html`
 */
export async function photographReplay(
  folder: string,
  recording: Recording,
  tour: TourResult,
  browser: Browser,
): Promise<void> {
  const { tab, popup } = findTargets(recording);
  const page = await browser.newPage({ viewport: REPLAY_VIEWPORT });
  const photograph = async (name: string, events: Events) => {
    const timestamp = tour.moments[name as MomentName];
    await page.goto("about:blank");
    await page.goto(addressOf(folder, recording, events, timestamp));
    await page.locator(".stage-layer[data-shown]").waitFor();
    await sleep(SETTLE_MS);
    const path = join(folder, `${name}-replay.png`);
    await page.locator(".stage-sheet").screenshot({ path });
    console.log(`  ${name}`);
  };
  const { popup: _, ...inTab } = tour.moments;
  for (const name of Object.keys(inTab)) await photograph(name, tab);
  await page.screenshot({ path: join(folder, "replay.png") });
  await photograph("popup", popup);
  await page.close();
}

/** The replay at a moment, as one can send it to somebody. */
function addressOf(
  folder: string,
  { events: targets }: Recording,
  events: Events,
  timestamp: number,
): string {
  const startedAt = Math.min(
    ...Object.values(targets).map(([first]) => first?.timestamp ?? Infinity),
  );
  const [targetId] = Object.entries(targets).find(([, list]) => list === events) ?? [];
  const { href } = pathToFileURL(join(folder, "replay.html"));
  return `${href}#t=${timestamp - startedAt}&target=${targetId}`;
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
