import { EventType, type eventWithTime } from "@rrweb/types";
import { documentTitle } from "./document-title.js";

/** Characters of a title or address that a page shows: a `data:` URL can have megabytes. */
const MAX_LABEL_LENGTH = 200;

/** What the replay page says about one target. */
export interface TargetDescription {
  /** The last document's title, or its host and path. */
  label: string;
  /** The last address, in full; empty when none was recorded. */
  address: string;
  /** Why the target cannot be played, as a sentence; absent when it can. */
  unplayable?: string;
}

/** @param events - one target's, ascending */
export function describeTarget(events: readonly eventWithTime[]): TargetDescription {
  const address = lastAddress(events) ?? "";
  const label = documentTitle(events) ?? (shortAddress(address) || "Unnamed tab");
  const unplayable = whyUnplayable(events);
  return { label: cut(label), address: cut(address), ...(unplayable && { unplayable }) };
}

function lastAddress(events: readonly eventWithTime[]): string | undefined {
  const meta = events.findLast((event) => event.type === EventType.Meta);
  // `data` is what a file or a server said: it may be anything.
  const href: unknown = meta?.data?.href;
  return typeof href === "string" ? href : undefined;
}

/** `https://example.com/cart?id=1` becomes `example.com/cart`; an address without a host stays. */
function shortAddress(address: string): string {
  const url = URL.parse(address);
  return url?.host ? url.host + url.pathname.replace(/\/$/, "") : address;
}

function cut(text: string): string {
  return text.length > MAX_LABEL_LENGTH ? `${text.slice(0, MAX_LABEL_LENGTH)}…` : text;
}

function whyUnplayable(events: readonly eventWithTime[]): string | undefined {
  const has = (type: EventType) => events.some((event) => event.type === type);
  if (events.length === 0) return "Nothing was recorded in this tab, so there is nothing to play.";
  if (events.length === 1) {
    return "Only one event was recorded in this tab. A replay needs at least two.";
  }
  if (!has(EventType.FullSnapshot)) {
    return (
      `The ${events.length} events of this tab only say what changed: the full snapshot that a ` +
      "replay starts from is missing. The tab was probably closed before its page had content."
    );
  }
  if (!has(EventType.Meta)) {
    return "The size of this tab's viewport is missing, so its page cannot be laid out.";
  }
  return undefined;
}
