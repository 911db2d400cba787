import { constants, createZstdDecompress } from "node:zlib";
import { RecordingError } from "@pagereel/protocol";

/**
 * Text that one segment can have. Pagereel writes some 64 MB, or one large snapshot; a small file that
 * decompresses without end costs a second or two, and no memory.
 */
const MAX_TEXT_BYTES = 1024 * 1024 * 1024;

/** Text comes out in pieces of this size; where bytes are damaged, up to one piece before is lost. */
const PIECE_BYTES = 16 * 1024;

const OPTIONS = {
  chunkSize: PIECE_BYTES,
  // One piece at a time: what waits in a stream that fails is lost.
  readableHighWaterMark: 0,
  params: {
    // 8 MB, which is what is written; a file says how much its reader shall remember.
    [constants.ZSTD_d_windowLogMax]: 23,
  },
};

/**
 * Decompresses a segment piece by piece, as far as that can be done.
 *
 * @throws RecordingError `INVALID_RECORDING` after the text before the place where the bytes are damaged,
 *   end too early, or go beyond `maxTextBytes`. The message is the end of a sentence
 */
export async function* decompressSegment(
  bytes: Uint8Array,
  maxTextBytes: number = MAX_TEXT_BYTES,
): AsyncGenerator<Buffer, void, undefined> {
  const decompress = createZstdDecompress(OPTIONS);
  decompress.end(bytes);
  let textBytes = 0;
  try {
    for await (const piece of decompress) {
      textBytes += piece.length;
      if (textBytes > maxTextBytes) throw tooMuch(maxTextBytes);
      yield piece;
    }
  } catch (cause) {
    throw cause instanceof RecordingError ? cause : damaged(textBytes, cause);
  } finally {
    decompress.destroy();
  }
}

function tooMuch(maxTextBytes: number): RecordingError {
  return new RecordingError(
    "INVALID_RECORDING",
    `it decompresses to more than ${maxTextBytes} bytes, which Pagereel does not write`,
  );
}

function damaged(textBytes: number, cause: unknown): RecordingError {
  return new RecordingError(
    "INVALID_RECORDING",
    `its bytes are damaged or end early, after ${textBytes} bytes of text`,
    { cause },
  );
}
