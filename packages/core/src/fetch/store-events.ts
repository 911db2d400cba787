import {
  type Manifest,
  type ManifestSegment,
  RecordingError,
  type RecordingState,
  segmentsByTarget,
} from "@pagereel/protocol";
import type { eventWithTime } from "@rrweb/types";
import { parseSegmentRef } from "../stores/segment-ref.js";
import type { SegmentRef, Store } from "../stores/store.js";
import { Decompressor } from "./decompress-segment.js";
import type { StoreSource } from "./fetch-options.js";
import { damagedSegment, findDamage, missingSegment } from "./segment-gap.js";
import { loadSegment, type SegmentReader } from "./segment-reader.js";
import { RangeFilter, segmentsInRange } from "./time-range.js";

/** What of a source says how its events are read. */
export type EventSource = Pick<StoreSource, "store" | "from" | "to" | "onGap" | "signal">;

/** Events of one target that follow each other, in the order in which they were recorded. */
export interface EventRun {
  targetId: string;
  events: eventWithTime[];
}

/**
 * Reads a session's events: target by target, a few at a time.
 *
 * What is damaged is read up to there, and told to `onGap`.
 *
 * @param maxHeld - see `RangeFilter`
 * @throws RecordingError `INVALID_RECORDING` where nothing can be read, `STORE_READ_FAILED`
 */
export async function* readEvents(
  source: EventSource,
  manifest: Manifest,
  maxHeld?: number,
): AsyncGenerator<EventRun, void, undefined> {
  let wanted = 0;
  let found = 0;
  const decompressor = new Decompressor();
  try {
    for (const [targetId, listed] of segmentsByTarget(manifest)) {
      const filter = new RangeFilter(source, maxHeld);
      wanted += segmentsInRange(listed, source).length;
      const target = { sessionId: manifest.sessionId, targetId, state: manifest.state, listed };
      for await (const events of readTarget(source, target, decompressor)) {
        source.signal?.throwIfAborted();
        found += events.length;
        const inRange = filter.push(events);
        if (inRange.length > 0) yield { targetId, events: inRange };
      }
      const held = filter.end();
      if (held.length > 0) yield { targetId, events: held };
    }
  } finally {
    decompressor.close();
  }
  if (found === 0 && wanted > 0) throw nothingLeft(source.store, manifest.sessionId, wanted);
}

/** What the manifest says of a target. */
interface ListedTarget {
  sessionId: string;
  targetId: string;
  state: RecordingState;
  listed: ManifestSegment[];
}

async function* readTarget(
  source: EventSource,
  { sessionId, targetId, state, listed }: ListedTarget,
  decompressor: Decompressor,
): AsyncGenerator<eventWithTime[], void, undefined> {
  for (const segment of segmentsInRange(listed, source)) {
    yield* readListed(source, sessionId, segment, decompressor);
  }
  const last = listed.at(-1);
  if (state !== "recording" || (last && last.firstTimestamp > source.to)) return;
  const begun = { sessionId, targetId, number: (last?.number ?? 0) + 1 };
  yield* readUnlisted(source.store, begun, decompressor);
}

async function* readListed(
  { store, onGap }: EventSource,
  sessionId: string,
  segment: ManifestSegment,
  decompressor: Decompressor,
): AsyncGenerator<eventWithTime[], void, undefined> {
  const ref = parseSegmentRef({ sessionId, ...segment });
  let reader: SegmentReader | undefined;
  try {
    reader = await loadSegment(store, ref, segment);
  } catch (error) {
    // What is there is no segment. A store that cannot be read is another matter.
    if (!(error instanceof RecordingError) || error.code !== "INVALID_RECORDING") throw error;
    onGap?.(damagedSegment(segment, error.message));
    return;
  }
  if (reader) yield* readAndFree(reader, decompressor);
  const gap = reader ? findDamage(segment, reader) : missingSegment(segment);
  if (gap) onGap?.(gap);
}

/** @param first - of the segments that were begun after the manifest was written */
async function* readUnlisted(
  store: Store,
  first: SegmentRef,
  decompressor: Decompressor,
): AsyncGenerator<eventWithTime[], void, undefined> {
  for (let ref = first; ; ref = { ...ref, number: ref.number + 1 }) {
    const reader = await loadSegment(store, ref);
    if (!reader) return;
    yield* readAndFree(reader, decompressor);
  }
}

async function* readAndFree(
  reader: SegmentReader,
  decompressor: Decompressor,
): AsyncGenerator<eventWithTime[], void, undefined> {
  yield* reader.read(decompressor);
  reader.free();
}

function nothingLeft(store: Store, sessionId: string, wanted: number): RecordingError {
  return new RecordingError(
    "INVALID_RECORDING",
    `Session ${sessionId} in the ${store.name} has a manifest, but of its ${wanted} segments none ` +
      `can be read: they were deleted or overwritten. Restore them, or delete the session.`,
  );
}
