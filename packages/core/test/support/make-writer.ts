import type { Gap, ManifestSegment, RecordingError } from "@pagereel/protocol";
import { QueueSpace } from "../../src/session/queue-space.js";
import { SegmentWriter } from "../../src/session/segment-writer.js";
import type { SegmentWriterOptions } from "../../src/session/segment-writer-options.js";
import type { Sink, Store } from "../../src/stores/store.js";
import { readSegments } from "./read-segments.js";
import { SESSION } from "./stored-session.js";

const target = { sessionId: SESSION, targetId: "A1B2" };

/** Names a segment of the target that `makeWriter` writes. */
export function segment(number: number) {
  return { ...target, number };
}

/** An event as a line. */
export function event(timestamp: number, filler = ""): string {
  return JSON.stringify({ type: 3, timestamp, data: filler });
}

/** All whole numbers in this range, both ends included. */
export function times(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

/** A writer whose reports are kept. */
export function makeWriter(sink: Sink, numbers: Partial<SegmentWriterOptions> = {}) {
  const segments = new Map<number, ManifestSegment>();
  const gaps: Gap[] = [];
  const errors: RecordingError[] = [];
  const lost: ManifestSegment[] = [];
  const writer = new SegmentWriter({
    sink,
    space: new QueueSpace(32_000_000),
    ...target,
    onSegment: (entry) => segments.set(entry.number, entry),
    onSegmentLost: (entry) => lost.push(entry),
    onGap: (gap) => gaps.push(gap),
    onError: (error) => errors.push(error),
    ...numbers,
  });
  return { writer, segments, lost, gaps, errors };
}

/** What is in each segment that was written. */
export async function timestampsIn(store: Store): Promise<number[][]> {
  const segments = await readSegments(store, target);
  return segments.map((events) => events.map(({ timestamp }) => timestamp));
}
