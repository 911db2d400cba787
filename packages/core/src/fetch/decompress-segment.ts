import { constants as bufferConstants } from "node:buffer";
import { constants, createGunzip } from "node:zlib";
import { RecordingError } from "@pagereel/protocol";

/** More text than this is no string to V8; a segment that Pagereel wrote has far less. */
const MAX_TEXT_BYTES = bufferConstants.MAX_STRING_LENGTH;

/** Text comes out in pieces of this size, and up to one of them is lost before damaged bytes. */
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
  // A sync flush instead of the end mark that a cut segment lacks.
  const gunzip = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH, chunkSize: PIECE_BYTES });
  const pieces: Buffer[] = [];
  let textBytes = 0;
  gunzip.on("data", (piece: Buffer) => {
    textBytes += piece.length;
    pieces.push(piece);
    if (textBytes <= maxTextBytes) return;
    gunzip.destroy();
    reject(tooLarge(maxTextBytes));
  });
  const finish = () => resolve(Buffer.concat(pieces).toString());
  gunzip.on("end", finish);
  // Damaged from here on: what came before is wanted.
  gunzip.on("error", finish);
  gunzip.end(bytes);
  return promise;
}

function tooLarge(maxTextBytes: number): RecordingError {
  return new RecordingError(
    "INVALID_RECORDING",
    `A segment decompresses to more than ${maxTextBytes} bytes. Pagereel writes none like that: ` +
      `check where the recording comes from.`,
  );
}
