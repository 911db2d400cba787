import { constants as bufferConstants } from "node:buffer";
import { createZstdDecompress } from "node:zlib";
import { RecordingError } from "@pagereel/protocol";

/** More text than this is no string to V8; a segment that Pagereel wrote has far less. */
const MAX_TEXT_BYTES = bufferConstants.MAX_STRING_LENGTH;

/** Text comes out in pieces of this size; a block of 128 kB with damaged bytes is lost as a whole. */
const PIECE_BYTES = 16 * 1024;

/**
 * Decompresses a segment as far as that can be done: one that was cut, or that has damaged bytes,
 * gives the text before.
 *
 * @param maxTextBytes - a guard against a small file that decompresses without end
 * @throws RecordingError `INVALID_RECORDING` above `maxTextBytes`
 */
export function decompressSegment(
  bytes: Uint8Array,
  maxTextBytes: number = MAX_TEXT_BYTES,
): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const decompress = createZstdDecompress({ chunkSize: PIECE_BYTES });
  const pieces: Buffer[] = [];
  let textBytes = 0;
  decompress.on("data", (piece: Buffer) => {
    textBytes += piece.length;
    pieces.push(piece);
    if (textBytes <= maxTextBytes) return;
    decompress.destroy();
    reject(tooLarge(maxTextBytes));
  });
  const finish = () => resolve(Buffer.concat(pieces).toString());
  decompress.on("end", finish);
  // Cut or damaged from here on: what came before is wanted.
  decompress.on("error", finish);
  decompress.end(bytes);
  return promise;
}

function tooLarge(maxTextBytes: number): RecordingError {
  return new RecordingError(
    "INVALID_RECORDING",
    `A segment decompresses to more than ${maxTextBytes} bytes. Pagereel writes none like that: ` +
      `check where the recording comes from.`,
  );
}
