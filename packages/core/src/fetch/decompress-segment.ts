import { constants, createZstdDecompress, type ZstdDecompress } from "node:zlib";
import { RecordingError } from "@pagereel/protocol";
import { frameLength } from "./zstd-frame.js";

/**
 * Text that one segment can have. Pagereel writes some 64 MB, or one large snapshot; a small file that
 * decompresses without end costs a second or two, and no memory.
 */
export const MAX_TEXT_BYTES = 1024 * 1024 * 1024;

/** Text comes out in pieces of this size; where bytes are damaged, up to one piece before is lost. */
const PIECE_BYTES = 16 * 1024;

const OPTIONS = {
  chunkSize: PIECE_BYTES,
  // One piece at a time: nothing waits in a stream that may fail.
  readableHighWaterMark: 0,
  params: {
    // 8 MB, which is what is written; a file says how much its reader shall remember.
    [constants.ZSTD_d_windowLogMax]: 23,
  },
};

/**
 * Decompresses segments, one after the other.
 *
 * One decompressor serves as long as they are whole: the 8 MB that each one takes would be given back
 * to the thread that took them, and not to the system.
 */
export class Decompressor {
  readonly #maxTextBytes: number;
  #idle: ZstdDecompress | undefined;

  constructor(maxTextBytes: number = MAX_TEXT_BYTES) {
    this.#maxTextBytes = maxTextBytes;
  }

  /** Frees what it holds; it can be used again. */
  close(): void {
    this.#idle?.destroy();
    this.#idle = undefined;
  }

  /**
   * Decompresses a segment piece by piece, as far as that can be done.
   *
   * @throws RecordingError `INVALID_RECORDING` after the text before the place where the bytes are
   *   damaged, end too early, or go beyond the limit. The message is a part of a sentence
   */
  async *run(bytes: Uint8Array): AsyncGenerator<Buffer, void, undefined> {
    const length = frameLength(bytes);
    const stream = this.#idle ?? openStream();
    this.#idle = undefined;
    let textBytes = 0;
    try {
      for await (const piece of piecesOf(stream, bytes.subarray(0, length))) {
        textBytes += piece.length;
        if (textBytes > this.#maxTextBytes) throw tooMuch(this.#maxTextBytes);
        yield piece;
      }
      if (length === undefined) throw damaged(textBytes);
      this.#idle = stream;
    } catch (cause) {
      throw cause instanceof RecordingError ? cause : damaged(textBytes, cause);
    } finally {
      if (!this.#idle) stream.destroy();
    }
  }
}

/** A stream that `piecesOf` reads from; whoever opens it destroys it. */
export function openStream(): ZstdDecompress {
  // Who reads gets it from there; one who has stopped reading does not want it.
  return createZstdDecompress(OPTIONS).on("error", () => undefined);
}

/** What comes out of the stream for these bytes. The stream stays open. */
export async function* piecesOf(
  stream: ZstdDecompress,
  bytes: Uint8Array,
): AsyncGenerator<Buffer, void, undefined> {
  let isDone = false;
  let failure: unknown;
  let wake: () => void = () => undefined;
  const onReadable = () => wake();
  const onEnd = (error?: unknown) => {
    isDone = true;
    failure ??= error;
    wake();
  };
  stream.on("readable", onReadable).on("error", onEnd);
  stream.write(bytes, onEnd);
  try {
    for (;;) {
      for (let piece = stream.read(); piece !== null; piece = stream.read()) yield piece;
      if (isDone) break;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    if (failure) throw failure;
  } finally {
    stream.off("readable", onReadable).off("error", onEnd);
  }
}

export function tooMuch(maxTextBytes: number): RecordingError {
  return new RecordingError(
    "INVALID_RECORDING",
    `it decompresses to more than ${maxTextBytes} bytes, which Pagereel does not write`,
  );
}

export function damaged(textBytes: number, cause?: unknown): RecordingError {
  return new RecordingError(
    "INVALID_RECORDING",
    `its bytes are damaged or end early, after ${textBytes} bytes of text`,
    { cause },
  );
}
