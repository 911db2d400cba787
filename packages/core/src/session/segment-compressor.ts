import { constants, crc32, type ZstdCompress } from "node:zlib";
import { CompressorStreams, WINDOW_LOG } from "./compressor-streams.js";

/** RFC 8878: magic, no optional fields, the window's size as an exponent above 10. */
const FRAME_HEADER = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0, (WINDOW_LOG - 10) << 3);

/** Bytes in a block that is not compressed, at most. */
const MAX_BLOCK_BYTES = 128 * 1024;

/** Compressed bytes to be made: always the same ones once they were made. */
export interface CompressedChunk {
  /** On the thread pool. The one before must have been made. */
  compress(): Promise<Uint8Array>;
  /** At once, for a process that is exiting: as they were made, else without compression. */
  compressSync(): Uint8Array;
}

/**
 * Makes one zstd file (one frame) out of chunks of text.
 *
 * A chunk ends with a block, so that the file can be read up to it at any time. A process that exits
 * cannot wait for the compressor: it goes on with blocks of plain text, which the format has too.
 */
export class SegmentCompressor {
  readonly #streams: CompressorStreams;
  readonly #stream: ZstdCompress;
  readonly #onData = (piece: Buffer) => this.#pieces.push(piece);
  #pieces: Uint8Array[] = [];
  #isBegun = false;
  /** Its stream is another file's. */
  #isDone = false;
  #checksum = 0;

  /** @param streams - from which it has its stream, and which get it back */
  constructor(streams = new CompressorStreams()) {
    this.#streams = streams;
    this.#stream = streams.take().on("data", this.#onData);
  }

  /** CRC-32 of all text so far, 8 hex digits. */
  get crc32(): string {
    return this.#checksum.toString(16).padStart(8, "0");
  }

  /**
   * Takes the next text and says how to make its chunk.
   *
   * @param text - UTF-8, which must stay as it is until the chunk is made; may be empty
   * @param isLast - whether the chunk ends the file
   */
  add(text: Uint8Array, isLast: boolean): CompressedChunk {
    this.#checksum = crc32(text, this.#checksum);
    let made: Uint8Array | undefined;
    return {
      compress: async () => {
        if (made) return made;
        const bytes = await this.#compress(text, isLast);
        // Meanwhile the process may have begun to exit.
        made ??= bytes;
        return made;
      },
      compressSync: () => {
        made ??= this.#store(text, isLast);
        return made;
      },
    };
  }

  /** Frees what the compressor holds, where the file is not brought to its end. */
  destroy(): void {
    if (!this.#isDone) this.#stream.destroy();
  }

  async #compress(text: Uint8Array, isLast: boolean): Promise<Uint8Array> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#stream.once("error", reject);
    if (text.length > 0) this.#stream.write(text);
    // The stream's own end would be that of the stream, too.
    this.#stream.flush(isLast ? constants.ZSTD_e_end : constants.ZSTD_e_flush, resolve);
    await promise.finally(() => this.#stream.off("error", reject));
    const bytes = Buffer.concat(this.#pieces);
    this.#pieces = [];
    this.#isBegun = true;
    if (isLast) this.#giveBack();
    return bytes;
  }

  #giveBack(): void {
    this.#isDone = true;
    this.#streams.giveBack(this.#stream.off("data", this.#onData));
  }

  #store(text: Uint8Array, isLast: boolean): Uint8Array {
    const parts: Uint8Array[] = this.#isBegun ? [] : [FRAME_HEADER];
    this.#isBegun = true;
    for (let at = 0; at < text.length; at += MAX_BLOCK_BYTES) {
      const block = text.subarray(at, at + MAX_BLOCK_BYTES);
      parts.push(rawBlockHeader(block.length, false), block);
    }
    if (isLast) parts.push(rawBlockHeader(0, true));
    return Buffer.concat(parts);
  }
}

function rawBlockHeader(length: number, isLast: boolean): Uint8Array {
  const header = Buffer.alloc(3);
  header.writeUIntLE((length << 3) | (isLast ? 1 : 0), 0, 3);
  return header;
}
