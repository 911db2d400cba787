import type { Manifest } from "@pagereel/protocol";
import { SESSION, sampleManifest, sampleSegment } from "@pagereel/testing/recordings";
import type { eventWithTime } from "@rrweb/types";
import { SegmentCompressor } from "../../src/session/segment-compressor.js";
import type { Store } from "../../src/stores/store.js";

export { SESSION };

/** An rrweb event that says when and what it is. */
export function eventAt(timestamp: number, tag: string): eventWithTime {
  return { type: 5, timestamp, data: { tag, payload: null } };
}

/** By target id: the timestamps of the events in each of its segments. */
export type Timestamps = Record<string, number[][]>;

/**
 * Puts a session in a store, as a recording would have done, but for what `given` says.
 * Events are tagged with their place, such as `2.0` for the first one of segment 2.
 */
export async function storeSession(
  store: Store,
  targets: Timestamps,
  given: Partial<Manifest> = {},
): Promise<void> {
  const events = Object.entries(targets).map(
    ([targetId, segments]): [string, eventWithTime[][]] => [
      targetId,
      segments.map((times, i) => times.map((time, at) => eventAt(time, `${i + 1}.${at}`))),
    ],
  );
  await storeEvents(store, Object.fromEntries(events), given);
}

/** The same with these events in the segments of each target. */
export async function storeEvents(
  store: Store,
  targets: Record<string, eventWithTime[][]>,
  given: Partial<Manifest> = {},
): Promise<void> {
  const manifest = sampleManifest();
  for (const [targetId, segments] of Object.entries(targets)) {
    manifest.targets.push({ targetId, openedAt: 0, urls: [] });
    for (const [i, events] of segments.entries()) {
      const number = i + 1;
      const { bytes, crc32 } = segmentOf(events);
      await store.appendSegment({ sessionId: SESSION, targetId, number }, 0, bytes);
      const stored = { bytes: bytes.length, crc32 };
      manifest.segments.push(sampleSegment({ targetId, number }, events, stored));
    }
  }
  await store.writeManifest({ ...manifest, ...given });
}

/** A segment's bytes, one block an event, not compressed. */
export function segmentOf(events: eventWithTime[]): { bytes: Uint8Array; crc32: string } {
  const compressor = new SegmentCompressor();
  const lines = events.map((event) => Buffer.from(`${JSON.stringify(event)}\n`));
  const bytes = Buffer.concat(
    lines.map((line, i) => compressor.add(line, i === lines.length - 1).compressSync()),
  );
  return { bytes, crc32: compressor.crc32 };
}

/** The timestamps of each target's events. */
export function timestampsOf(events: Record<string, eventWithTime[]>): Record<string, number[]> {
  return Object.fromEntries(
    Object.entries(events).map(([id, list]) => [id, list.map(({ timestamp }) => timestamp)]),
  );
}
