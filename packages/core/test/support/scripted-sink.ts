import { memoryStore } from "../../src/stores/memory-store.js";
import type { SegmentRef, Sink, Store } from "../../src/stores/store.js";

/** One call of `appendSegment`. */
export interface Append {
  ref: SegmentRef;
  offset: number;
  chunk: Uint8Array;
}

/** A sink that does with each chunk what a test says, and notes them all. */
export interface ScriptedSink extends Sink {
  store: Store;
  appends: Append[];
  /** Calls of `appendSegment` that had begun before an earlier one ended. */
  overlaps: number;
  /** Calls of `appendSegment` that have ended. */
  settled: number;
  sync: NonNullable<Sink["sync"]>;
}

/**
 * @param before - runs before a chunk goes to the memory store; what it throws, the sink throws.
 *   `attempt` counts all chunks from 1
 */
export function scriptedSink(
  before: (append: Append, attempt: number) => void | Promise<void> = () => undefined,
): ScriptedSink {
  const store = memoryStore();
  const { sync } = store;
  if (!sync) throw new Error("the memory store can write without waiting");
  let running = 0;
  const sink: ScriptedSink = {
    name: "scripted sink",
    store,
    appends: [],
    overlaps: 0,
    settled: 0,
    async appendSegment(ref, offset, chunk) {
      const append = { ref, offset, chunk: Uint8Array.from(chunk) };
      sink.appends.push(append);
      if (running++ > 0) sink.overlaps++;
      try {
        await before(append, sink.appends.length);
        await store.appendSegment(ref, offset, append.chunk);
      } finally {
        running--;
        sink.settled++;
      }
    },
    writeManifest: store.writeManifest,
    sync,
  };
  return sink;
}
