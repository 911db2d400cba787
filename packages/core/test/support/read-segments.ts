import { zstdDecompressSync } from "node:zlib";
import { parseSegment } from "@pagereel/protocol";
import type { eventWithTime } from "@rrweb/types";
import { decompressSegment } from "../../src/fetch/decompress-segment.js";
import type { SegmentRef, Store } from "../../src/stores/store.js";

/** The events of each of a target's segments, as far as they can be read. */
export async function readSegments(
  store: Store,
  target: Omit<SegmentRef, "number">,
): Promise<eventWithTime[][]> {
  const segments: eventWithTime[][] = [];
  for (let number = 1; ; number++) {
    const bytes = await store.readSegment({ ...target, number });
    if (!bytes) return segments;
    segments.push(parseSegment(await decompressSegment(bytes)).events);
  }
}

/** The text of a segment that must be whole. */
export async function readWhole(store: Store, ref: SegmentRef): Promise<string> {
  return zstdDecompressSync((await store.readSegment(ref)) ?? "").toString();
}
