import { SegmentProblem } from "../source/segment-problem.js";

/** More text than a segment has, with room: what goes on longer is a bomb. */
const MAX_TEXT_BYTES = 256 * 1024 * 1024;

/** The pieces of a segment's text. @throws SegmentProblem behind what a segment can have */
export async function* boundedPieces(
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let byteLength = 0;
  for await (const piece of pieces) {
    byteLength += piece.length;
    if (byteLength > MAX_TEXT_BYTES) {
      throw new SegmentProblem("segment-damaged", "A part of the recording is larger than any is.");
    }
    yield piece;
  }
}
