import { promisify } from "node:util";
import { constants, crc32, deflateRaw, deflateRawSync, type ZlibOptions } from "node:zlib";

const deflateRawAsync = promisify(deflateRaw);

/** How far back deflate can refer, in bytes: a longer dictionary is of no use. */
const WINDOW_BYTES = 32 * 1024;

/** Of zlib's levels: on rrweb events, 40% of the time that the default 6 takes, for 8% more bytes. */
const LEVEL = 3;

/** RFC 1952: magic, method 8 (deflate), no flags, no time, no hint, system unknown. */
const GZIP_HEADER = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);

const NOTHING = new Uint8Array(0);

/** A last deflate block with nothing in it. */
const LAST_BLOCK = Uint8Array.of(3, 0);

/** Compressed bytes to be made: always the same ones, whichever way and however often. */
export interface CompressedChunk {
  /** On the thread pool. */
  compress(): Promise<Uint8Array>;
  /** At once, for a process that is exiting. */
  compressSync(): Uint8Array;
}

/**
 * Makes one gzip file (one member) out of chunks of text.
 *
 * A chunk ends at a sync flush, so that the file can be read up to it at any time. Deflating starts
 * anew at each chunk, with the text before it as the dictionary: it compresses as one stream would,
 * and yet a chunk can be made again, by a process that exits while the chunk is being written.
 */
export class SegmentCompressor {
  #header: Uint8Array = GZIP_HEADER;
  #dictionary: Uint8Array = NOTHING;
  #checksum = 0;
  #textBytes = 0;

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
    const header = this.#takeHeader();
    const options: ZlibOptions = { level: LEVEL, finishFlush: constants.Z_SYNC_FLUSH };
    if (this.#dictionary.length > 0) options.dictionary = this.#dictionary;
    this.#checksum = crc32(text, this.#checksum);
    this.#textBytes += text.length;
    this.#dictionary = lastBytes(this.#dictionary, text);
    const trailer = isLast ? this.#trailer() : NOTHING;
    return {
      compress: async () => Buffer.concat([header, await deflateRawAsync(text, options), trailer]),
      compressSync: () => Buffer.concat([header, deflateRawSync(text, options), trailer]),
    };
  }

  #trailer(): Uint8Array {
    const sums = Buffer.alloc(8);
    sums.writeUInt32LE(this.#checksum, 0);
    // RFC 1952 wants the size modulo 2^32.
    sums.writeUInt32LE(this.#textBytes % 2 ** 32, 4);
    return Buffer.concat([LAST_BLOCK, sums]);
  }

  #takeHeader(): Uint8Array {
    const header = this.#header;
    this.#header = NOTHING;
    return header;
  }
}

/** A copy, so that a large text is not kept alive by its last bytes. */
function lastBytes(before: Uint8Array, text: Uint8Array): Uint8Array {
  if (text.length >= WINDOW_BYTES) return Uint8Array.from(text.subarray(-WINDOW_BYTES));
  const rest = before.subarray(Math.max(0, before.length + text.length - WINDOW_BYTES));
  return Buffer.concat([rest, text]);
}
