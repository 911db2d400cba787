import type { eventWithTime } from "@rrweb/types";
import { isEvent } from "./recording.js";

/** A segment's events as read from its text. */
export interface SegmentContent {
  events: eventWithTime[];
  /** Lines that are no event: the last line of a segment that was cut, as a rule. */
  brokenLines: number;
}

/**
 * Reads the NDJSON text of a segment: one rrweb event a line.
 *
 * A line that cannot be read is counted, not thrown: what can be read of a cut segment is wanted.
 */
export function parseSegment(text: string): SegmentContent {
  const events: eventWithTime[] = [];
  let brokenLines = 0;
  for (const line of text.split("\n")) {
    if (line === "") continue;
    const event = parseLine(line);
    if (event) events.push(event);
    else brokenLines++;
  }
  return { events, brokenLines };
}

function parseLine(line: string): eventWithTime | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isEvent(value) ? value : undefined;
  } catch {
    // The caller counts it as broken.
    return undefined;
  }
}
