import type { CorpusPage } from "../corpus/corpus-page.ts";
import { compareStates } from "../metric/compare-states.ts";
import type { Comparison } from "../metric/figures.ts";
import type { Site } from "../site/site.ts";
import type { LiveMoment } from "./live-page.ts";
import { type RecordedPage, recordPages } from "./record-pages.ts";
import type { Replay } from "./replay.ts";
import { ReplayBrowser, type ReplayVariant } from "./replay-browser.ts";

/** What differs at a moment. */
export interface MomentResult extends Comparison {
  moment: string;
}

/** What was measured of a page. */
export interface PageResult {
  page: CorpusPage;
  variant: ReplayVariant;
  moments: MomentResult[];
  /** Of the replayer. */
  warnings: string[];
  /** Why the page could not be measured to its end. */
  error?: Error;
}

/** Pages of one recorded browser. While they are replayed the next ones are recorded. */
const BATCH_SIZE = 8;

/**
 * Records pages and compares the replays of each one with what it showed.
 *
 * @param variants - each one is measured, of the same recording
 * @param onResult - is called with each result when it is there
 */
export async function measurePages(
  pages: CorpusPage[],
  site: Site,
  variants: ReplayVariant[],
  onResult: (result: PageResult) => void,
): Promise<void> {
  await using browser = await ReplayBrowser.launch();
  let replayed = Promise.resolve();
  for (let start = 0; start < pages.length; start += BATCH_SIZE) {
    const recorded = await recordPages(pages.slice(start, start + BATCH_SIZE), site);
    await replayed;
    replayed = replayAll(recorded, browser, variants, onResult);
  }
  await replayed;
}

async function replayAll(
  recorded: RecordedPage[],
  browser: ReplayBrowser,
  variants: ReplayVariant[],
  onResult: (result: PageResult) => void,
): Promise<void> {
  for (const each of recorded) {
    for (const variant of variants) onResult(await measure(each, browser, variant));
  }
}

async function measure(
  { page, moments, events, error }: RecordedPage,
  browser: ReplayBrowser,
  variant: ReplayVariant,
): Promise<PageResult> {
  const result: PageResult = { page, variant, moments: [], warnings: [], ...(error && { error }) };
  try {
    await using replay = await browser.replay(events, variant);
    for (const { moment, name } of visitsOf(moments, variant)) {
      const comparison = await compare(moment, page, replay, browser);
      result.moments.push({ moment: name, ...comparison });
    }
    result.warnings = replay.warnings;
  } catch (cause) {
    result.error ??= cause as Error;
  }
  return result;
}

interface Visit {
  moment: LiveMoment;
  name: string;
}

/** In the order in which they were, then back to the first, then forth to the last. */
function visitsOf(moments: LiveMoment[], variant: ReplayVariant): Visit[] {
  const visits = moments.map((moment) => ({ moment, name: moment.name }));
  if (variant.endOnly) return visits.slice(-1);
  const [first, last] = [moments[0], moments.at(-1)];
  if (!first || !last || first === last) return visits;
  return [
    ...visits,
    { moment: first, name: `back to ${first.name}` },
    { moment: last, name: `forth to ${last.name}` },
  ];
}

async function compare(
  live: LiveMoment,
  page: CorpusPage,
  replay: Replay,
  browser: ReplayBrowser,
): Promise<Comparison> {
  const replayed = await replay.read(live.timestamp, page.pseudoClasses ?? []);
  const comparison = compareStates(live.documents, replayed.documents);
  comparison.figures.pixels = await browser.compareScreenshots(
    live.screenshot,
    replayed.screenshot,
    live.videos,
  );
  return comparison;
}
