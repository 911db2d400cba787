import type { Manifest, ManifestSegment } from "@pagereel/protocol";
import { readFromStore } from "../fetch/read-from-store.js";
import { SegmentReader } from "../fetch/segment-reader.js";
import { addGap, durationOf, isTooShort } from "../session/session-manifest.js";
import { parseSegmentRef } from "../stores/segment-ref.js";
import type { SegmentRef, Store } from "../stores/store.js";

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
  const segments: ManifestSegment[] = [];
  for (const segment of manifest.segments) {
    segments.push(await recoverSegment(store, manifest.sessionId, segment));
  }
  for (const targetId of targetIds(manifest)) {
    segments.push(...(await findUnlisted(store, manifest, targetId)));
  }
  const duration = durationOf(segments);
  const lastTimestamp = Math.max(
    manifest.startedAt,
    ...segments.map((segment) => segment.lastTimestamp),
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

function targetIds({ targets, segments }: Manifest): Set<string> {
  return new Set([...targets, ...segments].map(({ targetId }) => targetId));
}

async function recoverSegment(
  store: Store,
  sessionId: string,
  segment: ManifestSegment,
): Promise<ManifestSegment> {
  if (segment.state === "closed") return segment;
  const { targetId, number } = segment;
  const found = await readSegment(store, { sessionId, targetId, number });
  const { checkouts = [] } = segment;
  // One that is missing stays named, so that who reads it learns of it.
  return found ? { ...found, checkouts } : { ...segment, state: "closed" };
}

/** Segments that were begun after the manifest was written. */
async function findUnlisted(
  store: Store,
  { sessionId, segments }: Manifest,
  targetId: string,
): Promise<ManifestSegment[]> {
  const listed = segments.filter((segment) => segment.targetId === targetId);
  let number = Math.max(0, ...listed.map((segment) => segment.number)) + 1;
  const found: ManifestSegment[] = [];
  for (; ; number++) {
    const segment = await readSegment(store, { sessionId, targetId, number });
    if (!segment) return found;
    found.push(segment);
  }
}

/** @returns undefined where the store has none, or nothing that can be read of it */
async function readSegment(store: Store, ref: SegmentRef): Promise<ManifestSegment | undefined> {
  const { targetId, number } = parseSegmentRef(ref);
  const what = `segment ${number} of target ${targetId}`;
  const bytes = await readFromStore(store, what, () => store.readSegment(ref));
  if (!bytes) return undefined;
  const reader = new SegmentReader(bytes);
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
  if (reader.eventCount === 0) return undefined;
  return {
    targetId,
    number,
    state: "closed",
    continued,
    firstTimestamp,
    lastTimestamp,
    eventCount: reader.eventCount,
    bytes: bytes.length,
    crc32: reader.crc32,
  };
}

/** By which a full snapshot begins. */
const META = 4;
