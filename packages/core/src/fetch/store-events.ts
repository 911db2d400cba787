import { type Manifest, type ManifestSegment, RecordingError } from "@pagereel/protocol";
import type { eventWithTime } from "@rrweb/types";
import { parseSegmentRef } from "../stores/segment-ref.js";
import type { SegmentRef, Store } from "../stores/store.js";
import type { StoreSource } from "./fetch-options.js";
import { damagedSegment, findDamage, missingSegment } from "./segment-gap.js";
import { loadSegment, type SegmentReader } from "./segment-reader.js";
import { RangeFilter, segmentsInRange } from "./time-range.js";

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
  source: StoreSource,
  manifest: Manifest,
  maxHeld?: number,
): AsyncGenerator<EventRun, void, undefined> {
  let wanted = 0;
  let found = 0;
  for (const [targetId, listed] of segmentsByTarget(manifest)) {
    const filter = new RangeFilter(source, maxHeld);
    wanted += segmentsInRange(listed, source).length;
    for await (const events of readTarget(source, manifest, targetId, listed)) {
      source.signal?.throwIfAborted();
      found += events.length;
      const inRange = filter.push(events);
      if (inRange.length > 0) yield { targetId, events: inRange };
    }
    const held = filter.end();
    if (held.length > 0) yield { targetId, events: held };
  }
  if (found === 0 && wanted > 0) throw nothingLeft(source.store, manifest.sessionId, wanted);
}

/** In order, each one once; a target may have segments and no description, or none. */
function segmentsByTarget({ targets, segments }: Manifest): Map<string, ManifestSegment[]> {
  const byTarget = new Map<string, Map<number, ManifestSegment>>();
  for (const { targetId } of targets) byTarget.set(targetId, new Map());
  for (const segment of segments) {
    const known = byTarget.get(segment.targetId) ?? new Map<number, ManifestSegment>();
    byTarget.set(segment.targetId, known.set(segment.number, segment));
  }
  const inOrder = [...byTarget].map(([targetId, known]): [string, ManifestSegment[]] => [
    targetId,
    [...known.values()].sort((a, b) => a.number - b.number),
  ]);
  return new Map(inOrder);
}

async function* readTarget(
  source: StoreSource,
  { sessionId, state }: Manifest,
  targetId: string,
  listed: ManifestSegment[],
): AsyncGenerator<eventWithTime[], void, undefined> {
  for (const segment of segmentsInRange(listed, source)) {
    yield* readListed(source, sessionId, segment);
  }
  const last = listed.at(-1);
  if (state !== "recording" || (last && last.firstTimestamp > source.to)) return;
  yield* readUnlisted(source.store, { sessionId, targetId, number: last?.number ?? 0 });
}

async function* readListed(
  { store, onGap }: StoreSource,
  sessionId: string,
  segment: ManifestSegment,
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
  if (reader) yield* reader.read();
  const gap = reader ? findDamage(segment, reader) : missingSegment(segment);
  if (gap) onGap?.(gap);
}

/** Segments that were begun after the manifest was written. */
async function* readUnlisted(
  store: Store,
  last: SegmentRef,
): AsyncGenerator<eventWithTime[], void, undefined> {
  for (let number = last.number + 1; ; number++) {
    const reader = await loadSegment(store, { ...last, number });
    if (!reader) return;
    yield* reader.read();
  }
}

function nothingLeft(store: Store, sessionId: string, wanted: number): RecordingError {
  return new RecordingError(
    "INVALID_RECORDING",
    `Session ${sessionId} in the ${store.name} has a manifest, but of its ${wanted} segments none ` +
      `can be read: they were deleted or overwritten. Restore them, or delete the session.`,
  );
}
