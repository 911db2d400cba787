import { EventType, type eventWithTime } from "@rrweb/types";

/** A segment before it is packed. */
export interface SegmentText {
  /** One an event. */
  lines: Buffer[];
  /** It does not begin with a full snapshot. */
  continued: boolean;
  firstTimestamp: number;
  lastTimestamp: number;
  /** Full snapshots, by the offset of their Meta event in the text. */
  checkouts: { timestamp: number; offset: number }[];
}

/**
 * Bytes of text from which on the next full snapshot begins a segment: the page unpacks a whole one to
 * show a moment, and smaller ones compress worse.
 */
const SEGMENT_BYTES = 1_000_000;

/** Where there is no full snapshot: a text that is longer takes much memory to unpack. */
const MAX_SEGMENT_BYTES = 8_000_000;

/** ms between the checkouts that are named, as in stored segments. */
const CHECKOUT_INTERVAL_MS = 10_000;

/** @param events - one target's, ascending */
export function* splitIntoSegments(events: readonly eventWithTime[]): Generator<SegmentText> {
  let segment: SegmentText | undefined;
  let bytes = 0;
  for (const [index, event] of events.entries()) {
    const isCheckout = beginsCheckout(events, index);
    if (segment && (bytes >= MAX_SEGMENT_BYTES || (isCheckout && bytes >= SEGMENT_BYTES))) {
      yield segment;
      segment = undefined;
      bytes = 0;
    }
    segment ??= newSegment(event, !isCheckout);
    if (isCheckout) addCheckout(segment, event, bytes);
    const line = Buffer.from(`${JSON.stringify(event)}\n`);
    segment.lines.push(line);
    segment.lastTimestamp = event.timestamp;
    bytes += line.length;
  }
  if (segment) yield segment;
}

function newSegment({ timestamp }: eventWithTime, continued: boolean): SegmentText {
  return {
    lines: [],
    continued,
    firstTimestamp: timestamp,
    lastTimestamp: timestamp,
    checkouts: [],
  };
}

/** A full snapshot has a Meta event right before it. */
function beginsCheckout(events: readonly eventWithTime[], index: number): boolean {
  return (
    events[index]?.type === EventType.Meta && events[index + 1]?.type === EventType.FullSnapshot
  );
}

function addCheckout(
  { checkouts }: SegmentText,
  { timestamp }: eventWithTime,
  offset: number,
): void {
  const last = checkouts.at(-1);
  if (last && timestamp - last.timestamp < CHECKOUT_INTERVAL_MS) return;
  checkouts.push({ timestamp, offset });
}
