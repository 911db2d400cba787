import {
  type Manifest,
  type ManifestSegment,
  RecordingError,
  segmentsByTarget,
} from "@pagereel/protocol";
import { loadSegment, type SegmentReader } from "../fetch/segment-reader.js";
import { addGap, durationOf, isTooShort } from "../session/session-manifest.js";
import type { SegmentRef, Store } from "../stores/store.js";

/** By which a full snapshot begins. */
const META = 4;

const WHAT_IS_MISSING =
  "the process that recorded was killed: what had not reached the store by then is missing";

/**
 * What the manifest of a session would say if its process had not died: it has all that is in the
 * store, including what was written after the manifest, and is finished.
 *
 * @param manifest - of a session that is abandoned; stays as it is
 * @throws RecordingError `STORE_READ_FAILED`
 */
export async function recoverManifest(store: Store, manifest: Manifest): Promise<Manifest> {
  const segments = await recoverSegments(store, manifest);
  const duration = durationOf(segments);
  const lastTimestamp = segments.reduce(
    (last, segment) => Math.max(last, segment.lastTimestamp),
    manifest.startedAt,
  );
  const endedAt = Math.max(manifest.updatedAt ?? 0, lastTimestamp);
  const recovered: Manifest = {
    ...manifest,
    state: "recovered",
    reason: "process-killed",
    gaps: [...manifest.gaps],
    endedAt,
    segments,
    duration,
    tooShort: isTooShort(duration),
  };
  const gap = { from: lastTimestamp, to: endedAt, reason: "process-killed" };
  addGap(recovered, { ...gap, detail: WHAT_IS_MISSING });
  return recovered;
}

/** Those that are listed, and those that were begun after the manifest was written. */
async function recoverSegments(store: Store, manifest: Manifest): Promise<ManifestSegment[]> {
  const { sessionId } = manifest;
  const segments: ManifestSegment[] = [];
  for (const [targetId, listed] of segmentsByTarget(manifest)) {
    for (const segment of listed) segments.push(await recoverSegment(store, sessionId, segment));
    for (let number = (listed.at(-1)?.number ?? 0) + 1; ; number++) {
      const found = await readSegment(store, { sessionId, targetId, number });
      if (!found) break;
      segments.push(found);
    }
  }
  return segments;
}

async function recoverSegment(
  store: Store,
  sessionId: string,
  segment: ManifestSegment,
): Promise<ManifestSegment> {
  if (segment.state === "closed") return segment;
  const { targetId, number, checkouts = [] } = segment;
  const found = await readSegment(store, { sessionId, targetId, number });
  // One that is missing stays named, so that who reads it learns of it.
  return found ? { ...found, checkouts } : { ...segment, state: "closed" };
}

/** @returns undefined where the store has none, or nothing that can be read of it */
async function readSegment(store: Store, ref: SegmentRef): Promise<ManifestSegment | undefined> {
  const reader = await load(store, ref);
  if (!reader) return undefined;
  let firstTimestamp = Infinity;
  let lastTimestamp = -Infinity;
  let continued = true;
  for await (const events of reader.read()) {
    for (const { type, timestamp } of events) {
      if (firstTimestamp === Infinity) continued = type !== META;
      firstTimestamp = Math.min(firstTimestamp, timestamp);
      lastTimestamp = Math.max(lastTimestamp, timestamp);
    }
  }
  reader.free();
  const { eventCount, byteLength, crc32 } = reader;
  if (eventCount === 0) return undefined;
  const { targetId, number } = ref;
  const figures = { firstTimestamp, lastTimestamp, eventCount, bytes: byteLength, crc32 };
  return { targetId, number, state: "closed", continued, ...figures };
}

async function load(store: Store, ref: SegmentRef): Promise<SegmentReader | undefined> {
  try {
    return await loadSegment(store, ref);
  } catch (error) {
    // What is there is no segment. A store that cannot be read is another matter.
    if (error instanceof RecordingError && error.code === "INVALID_RECORDING") return undefined;
    throw error;
  }
}
