import type { Manifest } from "@pagereel/protocol";
import { EventType, type eventWithTime } from "@rrweb/types";
import { SegmentCompressor } from "../../src/session/segment-compressor.js";
import type { Store } from "../../src/stores/store.js";
import { sampleManifest } from "./sample-manifest.js";

export const SESSION = "01980f3e-7c1a-7d2e-9b1f-3a5c7e9d1b2f";

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
  const manifest = sampleManifest({ sessionId: SESSION });
  for (const [targetId, segments] of Object.entries(targets)) {
    manifest.targets.push({ targetId, openedAt: 0, urls: [] });
    for (const [i, events] of segments.entries()) {
      const number = i + 1;
      const { bytes, crc32 } = segmentOf(events);
      await store.appendSegment({ sessionId: SESSION, targetId, number }, 0, bytes);
      const times = events.map(({ timestamp }) => timestamp);
      manifest.segments.push({
        targetId,
        number,
        state: "closed",
        continued: events[0]?.type !== EventType.Meta,
        firstTimestamp: Math.min(...times),
        lastTimestamp: Math.max(...times),
        eventCount: events.length,
        bytes: bytes.length,
        crc32,
      });
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
