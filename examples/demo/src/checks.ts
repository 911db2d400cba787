import type { Recording } from "@pagereel/playwright-adapter";
import type { Browser } from "playwright-core";
import { IN_POPUP, IN_TAB, type RebuiltCheck } from "./rebuilt-checks.ts";
import { Replay } from "./replay.ts";
import type { Site } from "./site.ts";
import { type TourResult, TYPED } from "./tour.ts";

/** What should be so, and whether it is. */
export interface Check {
  sentence: string;
  holds: boolean;
}

/** One target's events. */
export type Events = Recording["events"][string];

/** The targets that a tour opens; empty where one is missing. */
export interface Targets {
  tab: Events;
  popup: Events;
}

/** rrweb's type of the event that says a document's address. */
const META = 4;

const PAGES = [
  "/index.html",
  "/pages/forms/general.html",
  "/pages/UI/modals.html",
  // Back and forward.
  "/pages/forms/general.html",
  "/pages/UI/modals.html",
  "/pages/tables/data.html",
  "/pages/examples/invoice.html",
  "/frame.html",
  "/pages/UI/modals.html",
];

/** Tells the tab from the popup. */
export function findTargets(recording: Recording): Targets {
  const targets = Object.values(recording.events);
  const isPopup = (events: Events) => addresses(events).some((it) => it.endsWith("-print.html"));
  return {
    tab: targets.find((events) => addresses(events).length > 1 && !isPopup(events)) ?? [],
    popup: targets.find(isPopup) ?? [],
  };
}

/**
 * Holds a recording against what its tour did.
 *
 * @param browser - in which the recording is rebuilt
 */
export async function checkRecording(
  recording: Recording,
  tour: TourResult,
  site: Site,
  browser: Browser,
): Promise<Check[]> {
  const { tab, popup } = findTargets(recording);
  return [
    { sentence: "it has the session's id", holds: recording.sessionId === tour.sessionId },
    { sentence: "it has the tab", holds: tab.length > 0 },
    { sentence: "it has the popup as a target of its own", holds: popup.length > 0 },
    checkPages(tab, site),
    ...checkMasking(recording),
    ...(await checkRebuilt(tab, IN_TAB, tour, browser)),
    ...(await checkRebuilt(popup, IN_POPUP, tour, browser)),
  ];
}

function checkPages(tab: Events, site: Site): Check {
  const missing = [...PAGES];
  for (const address of addresses(tab)) {
    if (address === `${site.dashboard}${missing[0]}`) missing.shift();
  }
  const sentence = "it has every page in order, those of back and forward too";
  return { sentence, holds: missing.length === 0 };
}

function checkMasking(recording: Recording): Check[] {
  const json = JSON.stringify(recording);
  return Object.entries(TYPED).map(([field, text]) => ({
    sentence: `it does not say what was typed as ${field}`,
    holds: !json.includes(text),
  }));
}

async function checkRebuilt(
  events: Events,
  checks: RebuiltCheck[],
  tour: TourResult,
  browser: Browser,
): Promise<Check[]> {
  await using replay = await Replay.open(browser, events);
  const results: Check[] = [];
  for (const { moment, sentence, holds } of checks) {
    const document = await replay.seek(moment && tour.moments[moment]);
    results.push(await settle(`rebuilt, ${sentence}`, () => holds(document)));
  }
  return results;
}

/** What cannot be looked at, since the element is not there, does not hold. */
async function settle(sentence: string, holds: () => Promise<boolean>): Promise<Check> {
  try {
    return { sentence, holds: await holds() };
  } catch (error) {
    return { sentence: `${sentence} (${(error as Error).message})`, holds: false };
  }
}

function addresses(events: Events): string[] {
  return events.flatMap(({ type, data }) =>
    type === META ? [(data as { href: string }).href] : [],
  );
}
