import type { eventWithTime } from "@rrweb/types";
import { damaged, MAX_TEXT_BYTES, openStream, piecesOf, tooMuch } from "./decompress-segment.js";
import { EventLines } from "./event-lines.js";
import { frameLength } from "./zstd-frame.js";

/**
 * Reads a segment that is still being written: each time what has come since the last time.
 *
 * It holds the 8 MB that the compressor may refer back to, until it is closed.
 */
export class SegmentTail {
  readonly #stream = openStream();
  readonly #lines = new EventLines();
  #byteLength = 0;
  #textBytes = 0;
  #isWhole = false;

  /** Bytes that were read, as stored. */
  get byteLength(): number {
    return this.#byteLength;
  }

  /** Events that were read. */
  get eventCount(): number {
    return this.#lines.eventCount;
  }

  /** Whether the segment's end was read: nothing will follow. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  /**
   * Reads on, some kB of text at a time. Each call is to be iterated to its end before the next one.
   *
   * @param bytes - the segment from its beginning, as far as it is stored
   * @throws RecordingError `INVALID_RECORDING` where the bytes are damaged; there is no reading on then
   */
  async *read(bytes: Uint8Array): AsyncGenerator<eventWithTime[], void, undefined> {
    const length = frameLength(bytes);
    const fresh = bytes.subarray(this.#byteLength, length);
    if (fresh.length > 0) yield* this.#readOn(fresh);
    if (length === undefined) return;
    this.#isWhole = true;
    yield* this.end();
  }

  /** @returns what the last line is, for a segment that ends without a line break */
  end(): eventWithTime[][] {
    const last = this.#lines.end();
    return last.length > 0 ? [last] : [];
  }

  /** Frees what it holds. */
  close(): void {
    this.#stream.destroy();
  }

  async *#readOn(fresh: Uint8Array): AsyncGenerator<eventWithTime[], void, undefined> {
    // A stream cannot take the same bytes twice, whoever stops in the midst of them.
    this.#byteLength += fresh.length;
    const pieces = piecesOf(this.#stream, fresh);
    for (;;) {
      const text = await this.#next(pieces);
      if (!text) return;
      const events = this.#lines.push(text);
      if (events.length > 0) yield events;
    }
  }

  async #next(pieces: AsyncGenerator<Buffer, void, undefined>): Promise<Buffer | undefined> {
    let text: Buffer | undefined;
    try {
      text = (await pieces.next()).value ?? undefined;
    } catch (cause) {
      throw damaged(this.#textBytes, cause);
    }
    this.#textBytes += text?.length ?? 0;
    if (this.#textBytes > MAX_TEXT_BYTES) throw tooMuch(MAX_TEXT_BYTES);
    return text;
  }
}
