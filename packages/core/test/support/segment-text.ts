import { Decompressor } from "../../src/fetch/decompress-segment.js";

/** The text of a segment, as far as it can be read. */
export async function segmentText(bytes: Uint8Array): Promise<string> {
  const pieces: Buffer[] = [];
  try {
    for await (const piece of new Decompressor().run(bytes)) pieces.push(piece);
  } catch {
    // Of a segment that was cut, what came before is wanted.
  }
  return Buffer.concat(pieces).toString();
}
