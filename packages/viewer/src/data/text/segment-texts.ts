import type { RecordingSource, SegmentId } from "../recording-source.js";
import { boundedPieces } from "./bounded-pieces.js";
import { SegmentText } from "./segment-text.js";

/** Bytes of text that are kept: about five segments of the usual size. */
const MAX_BYTES = 64 * 1024 * 1024;

interface Entry {
  text: SegmentText;
  controller: AbortController;
  /** Who reads it just now. */
  readers: number;
}

/** The texts of segments: those that were read last are kept. */
export class SegmentTexts {
  /** The one that was used last at the end. */
  readonly #entries = new Map<string, Entry>();

  constructor(
    private readonly source: RecordingSource,
    private readonly maxBytes = MAX_BYTES,
  ) {}

  /**
   * Reads a text, and keeps it for the next time.
   *
   * @param offset - in bytes
   * @throws ViewerError
   */
  async *read(
    segment: SegmentId,
    { offset = 0, signal }: { offset?: number; signal: AbortSignal },
  ): AsyncGenerator<Uint8Array> {
    const entry = this.#use(segment);
    entry.readers++;
    try {
      yield* entry.text.read(offset, signal);
    } catch (error) {
      // It is tried anew the next time; one whose reader gave up is there still.
      if (entry.text.hasFailed) this.#forget(entry);
      throw error;
    } finally {
      entry.readers--;
      this.#evict();
    }
  }

  /** The same for who reads all segments, once: those that are kept stay. */
  stream(segment: SegmentId, signal: AbortSignal): AsyncIterable<Uint8Array> {
    const kept = this.#entries.get(keyOf(segment));
    return kept?.text.isDone ? this.read(segment, { signal }) : this.#load(segment, signal);
  }

  /** Forgets those of segments that have grown since. */
  dropOpen(): void {
    for (const [key, entry] of this.#entries) {
      if (key.endsWith("/open") && entry.readers === 0) this.#forget(entry);
    }
  }

  close(): void {
    for (const entry of this.#entries.values()) entry.controller.abort();
    this.#entries.clear();
  }

  #use(segment: SegmentId): Entry {
    const key = keyOf(segment);
    const entry = this.#entries.get(key) ?? this.#begin(segment);
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry;
  }

  #begin(segment: SegmentId): Entry {
    this.#endIdle();
    const controller = new AbortController();
    const text = new SegmentText();
    void text.load(this.#load(segment, controller.signal));
    return { text, controller, readers: 0 };
  }

  #load(segment: SegmentId, signal: AbortSignal): AsyncIterable<Uint8Array> {
    return boundedPieces(this.source.readSegment(segment, signal));
  }

  /** What nobody waits for does not slow down what somebody does. */
  #endIdle(): void {
    for (const entry of this.#entries.values()) {
      if (entry.readers === 0 && !entry.text.isDone) this.#forget(entry);
    }
  }

  #evict(): void {
    let bytes = 0;
    for (const entry of [...this.#entries.values()].reverse()) {
      bytes += entry.text.byteLength;
      if (bytes > this.maxBytes && entry.readers === 0) this.#forget(entry);
    }
  }

  #forget(entry: Entry): void {
    entry.controller.abort();
    for (const [key, other] of this.#entries) if (other === entry) this.#entries.delete(key);
  }
}

function keyOf({ targetId, number, state }: SegmentId): string {
  return `${targetId}/${number}/${state}`;
}
