import type { Recording } from "@pagereel/protocol";
import type { eventWithTime } from "@rrweb/types";
import { describeTarget } from "./describe-target.js";
import { packEvents } from "./pack-events.js";
import { type ReplayTab, renderPage } from "./render-page.js";
import { sessionFacts } from "./session-facts.js";

export interface ExportHtmlOptions {
  /** The page's title and heading; "Session replay" unless told. */
  title?: string;
}

/**
 * Makes a replay of a recording: one HTML page that plays every target, one a tab, in rrweb-player.
 * It opens from disk, requests nothing from any network and runs no recorded script.
 *
 * @returns the page's text, about 240 kB and the events (gzip, base64)
 */
export async function exportHtml(
  recording: Recording,
  options: ExportHtmlOptions = {},
): Promise<string> {
  // The player is large and few processes export: it is loaded when it is needed.
  const assets = await import("./page-assets.js");
  const targets = Object.values(recording.events).sort(byStart);
  const tabs = await Promise.all(targets.map(toTab));
  const title = options.title ?? "Session replay";
  const facts = sessionFacts(recording);
  return renderPage({ title, facts, tabs, selected: firstWithPage(tabs) }, assets);
}

/** A target without events goes last. */
function byStart([a]: eventWithTime[], [b]: eventWithTime[]): number {
  return (a?.timestamp ?? Infinity) - (b?.timestamp ?? Infinity) || 0;
}

async function toTab(events: eventWithTime[]): Promise<ReplayTab> {
  const { label, address, unplayable } = describeTarget(events);
  const content = unplayable ? { unplayable } : { events: await packEvents(events) };
  return { label, address, content };
}

/** Browsers begin with a blank tab, which many scripts leave as it is: it is not the one to open. */
function firstWithPage(tabs: ReplayTab[]): number {
  const hasPage = ({ content, address }: ReplayTab) =>
    "events" in content && address !== "about:blank";
  return Math.max(tabs.findIndex(hasPage), 0);
}
