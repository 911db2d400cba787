import type { Recording } from "@pagereel/protocol";
import prettyMilliseconds from "pretty-ms";

/** What the replay page says about the session. */
export interface SessionFacts {
  sessionId: string;
  /** ISO 8601 in UTC; absent when there is no event with a time in the range of dates. */
  startedAt?: string;
  /** Such as `1m 23s`. */
  duration: string;
  /** Such as `12,345`. */
  eventCount: string;
}

export function sessionFacts({ sessionId, duration, events }: Recording): SessionFacts {
  const targets = Object.values(events);
  const startedAt = isoDate(Math.min(...targets.map(([first]) => first?.timestamp ?? Infinity)));
  const eventCount = targets.reduce((count, list) => count + list.length, 0);
  return {
    sessionId,
    ...(startedAt && { startedAt }),
    duration: Number.isFinite(duration) && duration >= 0 ? prettyMilliseconds(duration) : "unknown",
    eventCount: eventCount.toLocaleString("en"),
  };
}

function isoDate(timestamp: number): string | undefined {
  const date = new Date(timestamp);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
