import { constants, crc32, zstdCompressSync } from "node:zlib";
import type { Manifest, ManifestSegment, Store } from "@pagereel/core";
import { SESSION, START, sampleManifest, sampleSegment } from "@pagereel/testing/recordings";

export { SESSION, START, sampleManifest as makeManifest };

export interface TestEvent {
  type: number;
  timestamp: number;
  data: unknown;
}

/** @param at - ms after the start */
export function eventAt(at: number, data: unknown = { tag: "x" }): TestEvent {
  return { type: 5, timestamp: START + at, data };
}

/** By which a full snapshot begins. */
export function metaAt(at: number): TestEvent {
  return { type: 4, timestamp: START + at, data: { href: "http://a.test/", width: 8, height: 6 } };
}

/** The text of events, as segments have it. */
export function linesOf(events: readonly TestEvent[]): Buffer {
  return Buffer.from(events.map((event) => `${JSON.stringify(event)}\n`).join(""));
}

/** A whole segment. */
export function segmentBytes(events: readonly TestEvent[]): Buffer {
  return zstdCompressSync(linesOf(events), {
    params: { [constants.ZSTD_c_windowLog]: 20 },
  });
}

/** What a manifest says of such a segment. */
export function segmentEntry(
  targetId: string,
  number: number,
  events: readonly TestEvent[],
): ManifestSegment {
  const text = crc32(linesOf(events)).toString(16).padStart(8, "0");
  const stored = { bytes: segmentBytes(events).length, crc32: text };
  return sampleSegment({ targetId, number }, events, stored);
}

/**
 * Puts a session in a store.
 *
 * @param targets - by target id: the events of each of its segments
 */
export async function storeSession(
  store: Store,
  targets: Record<string, TestEvent[][]>,
  given: Partial<Manifest> = {},
): Promise<Manifest> {
  const manifest = sampleManifest(given);
  const { sessionId } = manifest;
  for (const [targetId, segments] of Object.entries(targets)) {
    if (!given.targets) manifest.targets.push({ targetId, openedAt: START, urls: [] });
    for (const [i, events] of segments.entries()) {
      const number = i + 1;
      await store.appendSegment({ sessionId, targetId, number }, 0, segmentBytes(events));
      manifest.segments.push(segmentEntry(targetId, number, events));
    }
  }
  await store.writeManifest(manifest);
  return manifest;
}
