import {
  type Manifest,
  type ManifestSegment,
  parseSegment,
  RecordingError,
} from "@pagereel/protocol";
import type { eventWithTime } from "@rrweb/types";
import { parseSegmentRef } from "../stores/segment-ref.js";
import type { SegmentRef, Store } from "../stores/store.js";
import { decompressSegment } from "./decompress-segment.js";
import { readFromStore } from "./read-from-store.js";

/** Events of one target that follow each other. */
export interface EventRun {
  targetId: string;
  /** By ascending `timestamp`. */
  events: eventWithTime[];
}

/**
 * Reads a session's events a segment at a time: target by target, each in order of time.
 *
 * A segment that is missing, or the rest of one that was cut, is left out.
 *
 * @throws RecordingError `INVALID_RECORDING` where all is missing, `STORE_READ_FAILED`
 */
export async function* readEvents(
  store: Store,
  manifest: Manifest,
  signal: AbortSignal | undefined,
): AsyncGenerator<EventRun> {
  let found = 0;
  for (const targetId of targetIds(manifest)) {
    for await (const events of readTarget(store, manifest, targetId)) {
      signal?.throwIfAborted();
      found += events.length;
      if (events.length > 0) yield { targetId, events };
    }
  }
  if (found === 0 && manifest.segments.length > 0) throw nothingLeft(store, manifest);
}

/** Those that have segments but no description too. */
function targetIds({ targets, segments }: Manifest): Set<string> {
  return new Set([...targets, ...segments].map(({ targetId }) => targetId));
}

/**
 * Events near a segment's end can be later than the first ones of the next segment: they are held
 * back until those are there.
 */
async function* readTarget(
  store: Store,
  manifest: Manifest,
  targetId: string,
): AsyncGenerator<eventWithTime[]> {
  const listed = manifest.segments
    .filter((segment) => segment.targetId === targetId)
    .sort((a, b) => a.number - b.number);
  const nextStarts = startsAfter(listed);
  let held: eventWithTime[] = [];
  for (const [i, { number }] of listed.entries()) {
    const events = await readSegment(store, { ...manifest, targetId, number });
    const sorted = sortEvents([...held, ...(events ?? [])]);
    const safe = countUntil(sorted, nextStarts[i] ?? Infinity);
    held = sorted.slice(safe);
    yield sorted.slice(0, safe);
  }
  yield held;
  if (manifest.state === "recording") {
    yield* readUnlisted(store, { ...manifest, targetId, number: listed.at(-1)?.number ?? 0 });
  }
}

/** Segments that were begun after the manifest was written. */
async function* readUnlisted(store: Store, last: SegmentRef): AsyncGenerator<eventWithTime[]> {
  for (let number = last.number + 1; ; number++) {
    const events = await readSegment(store, { ...last, number });
    if (!events) return;
    yield sortEvents(events);
  }
}

async function readSegment(
  store: Store,
  { sessionId, targetId, number }: SegmentRef,
): Promise<eventWithTime[] | undefined> {
  const ref = parseSegmentRef({ sessionId, targetId, number });
  const what = `segment ${number} of target ${targetId}`;
  const bytes = await readFromStore(store, what, () => store.readSegment(ref));
  return bytes && parseSegment(await decompressSegment(bytes)).events;
}

/** Stable: events of one time stay in the order in which they were recorded. */
export function sortEvents(events: eventWithTime[]): eventWithTime[] {
  return events.sort((a, b) => a.timestamp - b.timestamp);
}

/** For each segment: the first timestamp of all that come after it. */
function startsAfter(segments: ManifestSegment[]): number[] {
  let start = Infinity;
  const starts: number[] = [];
  for (const { firstTimestamp } of segments.toReversed()) {
    starts.push(start);
    start = Math.min(start, firstTimestamp);
  }
  return starts.reverse();
}

function countUntil(sorted: eventWithTime[], timestamp: number): number {
  const i = sorted.findIndex((event) => event.timestamp > timestamp);
  return i === -1 ? sorted.length : i;
}

function nothingLeft(store: Store, { sessionId, segments }: Manifest): RecordingError {
  return new RecordingError(
    "INVALID_RECORDING",
    `Session ${sessionId} in the ${store.name} has a manifest, but of its ${segments.length} ` +
      `segments none can be read: they were deleted or overwritten. Restore them, or delete the ` +
      `session.`,
  );
}
