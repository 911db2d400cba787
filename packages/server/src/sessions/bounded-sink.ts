import type { SegmentRef, Sink } from "@pagereel/core";

/** What a session is told of its recording. */
export interface SinkEvents {
  /** There is more than may be; called once, and what still comes is taken. */
  onFull(): void;
  /** It is finalized: nothing comes any more. */
  onFinal(): void;
}

/**
 * Counts what a session's segments have.
 *
 * @param maxBytes - as stored
 */
export function boundedSink(sink: Sink, maxBytes: number, { onFull, onFinal }: SinkEvents): Sink {
  let bytes = 0;
  let isFull = false;
  /** By segment: where it ends. What is written again counts once. */
  const ends = new Map<string, number>();
  const count = ({ targetId, number }: SegmentRef, offset: number, chunk: Uint8Array) => {
    const segment = `${targetId}/${number}`;
    const before = ends.get(segment) ?? 0;
    const after = Math.max(before, offset + chunk.length);
    ends.set(segment, after);
    bytes += after - before;
    if (bytes <= maxBytes || isFull) return;
    isFull = true;
    onFull();
  };
  return {
    ...sink,
    name: sink.name,
    async appendSegment(ref, offset, chunk) {
      await sink.appendSegment(ref, offset, chunk);
      count(ref, offset, chunk);
    },
    async writeManifest(manifest) {
      await sink.writeManifest(manifest);
      if (manifest.state !== "recording") onFinal();
    },
  };
}
