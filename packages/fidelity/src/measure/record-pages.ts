import {
  fetchRecording,
  launch,
  memoryStore,
  type RecordedBrowser,
} from "@pagereel/puppeteer-adapter";
import type { eventWithTime } from "@rrweb/types";
import type { CorpusPage } from "../corpus/corpus-page.ts";
import type { Site } from "../site/site.ts";
import { BROWSER } from "./browser-arguments.ts";
import { type LiveMoment, LivePage } from "./live-page.ts";

/** ms. What is not loaded by then will not be. */
const LOAD_TIMEOUT_MS = 15_000;

/** Pictures without a loss, so that pixels can be compared. */
const CANVAS = { fps: 10, quality: 1 };

/** A page's events, and what it showed; or why there are none. */
export interface RecordedPage {
  page: CorpusPage;
  moments: LiveMoment[];
  events: eventWithTime[];
  error?: Error;
}

/** Records pages one after another in one browser, each in a tab of its own. */
export async function recordPages(pages: CorpusPage[], site: Site): Promise<RecordedPage[]> {
  const store = memoryStore();
  const recording = { sink: store, maskAllInputs: false, canvas: CANVAS };
  const browser = await launch({ ...BROWSER, recording });
  const driven: (Driven & { page: CorpusPage })[] = [];
  try {
    for (const page of pages) driven.push({ page, ...(await drive(page, browser, site)) });
  } finally {
    await browser.close();
  }
  const { events } = await fetchRecording(browser.sessionId(), { store });
  return driven.map(({ targetId, ...rest }) => ({ ...rest, events: events[targetId] ?? [] }));
}

interface Driven {
  targetId: string;
  moments: LiveMoment[];
  error?: Error;
}

async function drive(
  corpusPage: CorpusPage,
  browser: RecordedBrowser,
  site: Site,
): Promise<Driven> {
  const page = await browser.newPage();
  const live = await LivePage.of(page, corpusPage.pseudoClasses ?? []);
  const driven: Driven = { targetId: await live.targetId(), moments: [] };
  try {
    const address = site.origin + (corpusPage.path ?? `/${corpusPage.name}.html`);
    const held = corpusPage.hold === undefined ? undefined : site.held.hold(corpusPage.hold);
    const loaded = page.goto(address, { timeout: LOAD_TIMEOUT_MS });
    if (held) {
      await Promise.race([held, loaded]);
      driven.moments.push(await live.read("mid-load"));
      site.held.release();
    }
    await loaded;
    driven.moments.push(await live.read("loaded"));
    for (const { name, run } of corpusPage.steps ?? []) {
      await run(page, site);
      driven.moments.push(await live.read(name));
    }
  } catch (error) {
    driven.error = error as Error;
  } finally {
    site.held.release();
    await page.close();
  }
  return driven;
}
