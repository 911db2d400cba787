import { fetchRecording, launch, memoryStore } from "@pagereel/puppeteer-adapter";
import {
  CHROMIUM_ARGS,
  type DomLine,
  findChromium,
  flattenDom,
  readLiveDom,
} from "@pagereel/testing";
import type { eventWithTime } from "@rrweb/types";
import type { Browser, Page } from "puppeteer-core";

/** What a page showed, and when. */
export interface Moment {
  targetId: string;
  /** ms since the epoch: all that is shown happened until then. */
  time: number;
  dom: DomLine[];
}

/** Notes what a page shows now. */
export type Note = (page: Page) => Promise<void>;

/** Records a browser that is driven, with notes of what was to be seen. */
export async function record(
  drive: (browser: Browser, note: Note) => Promise<void>,
): Promise<{ events: Record<string, eventWithTime[]>; moments: Moment[] }> {
  const store = memoryStore();
  const recording = { sink: store, maskAllInputs: false };
  const browser = await launch({
    executablePath: findChromium(),
    args: CHROMIUM_ARGS,
    recording,
  });
  const moments: Moment[] = [];
  try {
    await drive(browser, async (page) => {
      await page.waitForFunction(isAtRest);
      const dom = flattenDom(await readLiveDom(page.mainFrame()));
      moments.push({ targetId: await targetIdOf(page), time: await nextMs(page), dom });
    });
  } finally {
    await browser.close();
  }
  const { events } = await fetchRecording(browser.sessionId(), { store });
  return { events, moments };
}

function isAtRest(): boolean {
  const { documentElement, readyState } = document;
  // Pages of the fixture site say so while they have something to do.
  return readyState === "complete" && documentElement.dataset.state !== "busy";
}

async function targetIdOf(page: Page): Promise<string> {
  const session = await page.createCDPSession();
  const { targetInfo } = await session.send("Target.getTargetInfo");
  await session.detach();
  return targetInfo.targetId;
}

/** What happens from now on is later than the time that is given. */
async function nextMs(page: Page): Promise<number> {
  return page.evaluate(() => {
    const time = Date.now();
    while (Date.now() === time);
    return time;
  });
}
