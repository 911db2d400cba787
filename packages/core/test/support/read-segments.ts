import { zstdDecompressSync } from "node:zlib";
import type { eventWithTime } from "@rrweb/types";
import { loadSegment } from "../../src/fetch/segment-reader.js";
import type { SegmentRef, Store } from "../../src/stores/store.js";
import { collect } from "./collect.js";

/** The events of each of a target's segments, as far as they can be read. */
export async function readSegments(
  store: Store,
  target: Omit<SegmentRef, "number">,
): Promise<eventWithTime[][]> {
  const segments: eventWithTime[][] = [];
  for (let number = 1; ; number++) {
    const reader = await loadSegment(store, { ...target, number });
    if (!reader) return segments;
    segments.push((await collect(reader.read())).flat());
  }
}

/** The text of a segment that must be whole. */
export async function readWhole(store: Store, ref: SegmentRef): Promise<string> {
  return zstdDecompressSync((await store.readSegment(ref)) ?? "").toString();
}
