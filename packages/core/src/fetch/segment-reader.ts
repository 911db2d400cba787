import { crc32 } from "node:zlib";
import { type ManifestSegment, RecordingError } from "@pagereel/protocol";
import type { eventWithTime } from "@rrweb/types";
import { givesFreshBytes } from "../stores/fresh-bytes.js";
import { parseSegmentRef } from "../stores/segment-ref.js";
import type { SegmentRef, Store } from "../stores/store.js";
import { Decompressor } from "./decompress-segment.js";
import { EventLines } from "./event-lines.js";
import { readFromStore } from "./read-from-store.js";

/**
 * Gets a segment's bytes, to be read.
 *
 * @param expected - what the manifest says of it: of a closed segment no more is read than that
 * @returns undefined where the store has none
 * @throws RecordingError `INVALID_SESSION_ID`, `INVALID_RECORDING` for what is no segment,
 *   `STORE_READ_FAILED`
 */
export async function loadSegment(
  store: Store,
  ref: SegmentRef,
  expected?: ManifestSegment,
): Promise<SegmentReader | undefined> {
  const { sessionId, targetId, number } = parseSegmentRef(ref);
  const what = `segment ${number} of target ${targetId}`;
  const bytes = await readFromStore(store, what, () =>
    store.readSegment({ sessionId, targetId, number }),
  );
  if (!bytes) return undefined;
  // A write that was given up can have left more.
  const length = expected?.state === "closed" ? Math.max(0, expected.bytes) : bytes.length;
  return new SegmentReader(bytes, { length, mayFree: givesFreshBytes(store) });
}

/** Reads the events of one segment, of which a few at a time are in memory. */
export class SegmentReader {
  /** Bytes that are read, as stored. */
  readonly byteLength: number;
  readonly #stored: Uint8Array | undefined;
  readonly #bytes: Uint8Array;
  readonly #lines = new EventLines();
  #crc32 = 0;
  #problem: string | undefined;

  /**
   * @param bytes - as stored
   * @param length - of these, no more is read; unless told, all are
   * @param mayFree - whether they are nobody else's; unless told, they are someone's
   */
  constructor(bytes: Uint8Array, { length = bytes.length, mayFree = false } = {}) {
    this.#stored = mayFree ? bytes : undefined;
    this.#bytes = bytes.subarray(0, length);
    this.byteLength = this.#bytes.length;
  }

  /** Events read so far. */
  get eventCount(): number {
    return this.#lines.eventCount;
  }

  /** Lines read so far that are no event; the last one of a segment that was cut, as a rule. */
  get brokenLines(): number {
    return this.#lines.brokenLines;
  }

  /** CRC-32 of the text read so far, 8 hex digits. */
  get crc32(): string {
    return this.#crc32.toString(16).padStart(8, "0");
  }

  /** After reading: why there was no more text, where that is not the end of the segment. */
  get problem(): string | undefined {
    return this.#problem;
  }

  /** Events in the order in which they are stored, those of some kB of text at a time. To be read once. */
  async *read(
    decompressor: Decompressor = new Decompressor(),
  ): AsyncGenerator<eventWithTime[], void, undefined> {
    try {
      for await (const text of decompressor.run(this.#bytes)) {
        this.#crc32 = crc32(text, this.#crc32);
        const events = this.#lines.push(text);
        if (events.length > 0) yield events;
      }
    } catch (error) {
      if (!(error instanceof RecordingError)) throw error;
      // What came before is wanted.
      this.#problem = error.message;
    }
    const last = this.#lines.end();
    if (last.length > 0) yield last;
  }

  /**
   * Gives the memory of the bytes back, after reading, where it may: V8 does not count it, and would
   * take its time.
   */
  free(): void {
    if (!this.#stored) return;
    const { buffer, byteLength } = this.#stored;
    // Small ones share theirs with others.
    if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
  }
}
