const MAGIC = [0x28, 0xb5, 0x2f, 0xfd];
/** Bytes of the dictionary's id, by the two bits that say so. */
const DICTIONARY_ID_BYTES = [0, 1, 2, 4];
const BLOCK_HEADER_BYTES = 3;
const CHECKSUM_BYTES = 4;
/** A byte that is repeated. */
const RUN_BLOCK = 1;

/**
 * Finds the end of the zstd frame that the bytes begin with, without decompressing it.
 *
 * @returns its length in bytes, or undefined where it is not there as a whole
 * @see RFC 8878, section 3.1.1
 */
export function frameLength(bytes: Uint8Array): number | undefined {
  if (MAGIC.some((byte, i) => bytes[i] !== byte)) return undefined;
  const descriptor = bytes[MAGIC.length] ?? 0;
  let at = MAGIC.length + headerBytes(descriptor);
  for (let isLast = false; !isLast; ) {
    const block = at + BLOCK_HEADER_BYTES;
    if (block > bytes.length) return undefined;
    // One by one: a file of nothing but empty blocks has millions of them.
    const header = byteAt(bytes, at) | (byteAt(bytes, at + 1) << 8) | (byteAt(bytes, at + 2) << 16);
    isLast = (header & 1) === 1;
    at = block + (((header >> 1) & 3) === RUN_BLOCK ? 1 : header >> 3);
  }
  if (descriptor & 4) at += CHECKSUM_BYTES;
  return at <= bytes.length ? at : undefined;
}

function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}

/** Of a frame, from its descriptor on. */
function headerBytes(descriptor: number): number {
  const isSingleSegment = (descriptor & 0x20) !== 0;
  const sizeFlag = descriptor >> 6;
  const sizeBytes = sizeFlag === 0 ? Number(isSingleSegment) : 1 << sizeFlag;
  const dictionaryBytes = DICTIONARY_ID_BYTES[descriptor & 3] ?? 0;
  return 1 + (isSingleSegment ? 0 : 1) + dictionaryBytes + sizeBytes;
}
