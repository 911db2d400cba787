const MAGIC = [0x28, 0xb5, 0x2f, 0xfd];

/** Bytes of the dictionary's id, by the two bits that say so. */
const DICTIONARY_ID_BYTES = [0, 1, 2, 4];

export const BLOCK_HEADER_BYTES = 3;

/** Longest header of a frame. */
export const MAX_HEADER_BYTES = 18;

/** What the header of a zstd frame says. */
export interface FrameHeader {
  byteLength: number;
  windowBytes: number;
}

/**
 * @param bytes - as many as the longest header has, or all that there are
 * @throws Error where they are no header
 * @see RFC 8878, section 3.1.1
 */
export function readFrameHeader(bytes: Uint8Array): FrameHeader {
  if (MAGIC.some((byte, i) => bytes[i] !== byte)) throw new Error("it is no zstd");
  const descriptor = bytes[4] ?? 0;
  const isSingle = (descriptor & 0x20) !== 0;
  const sizeFlag = descriptor >> 6;
  const sizeBytes = sizeFlag === 0 ? Number(isSingle) : 1 << sizeFlag;
  const sizeAt = (isSingle ? 5 : 6) + (DICTIONARY_ID_BYTES[descriptor & 3] ?? 0);
  return {
    byteLength: sizeAt + sizeBytes,
    windowBytes: isSingle ? contentBytes(bytes, sizeAt, sizeBytes) : windowOf(bytes[5] ?? 0),
  };
}

/** @returns how many bytes follow the block's header, and whether it is the last one */
export function readBlockHeader(bytes: Uint8Array): { byteLength: number; isLast: boolean } {
  const header = (bytes[0] ?? 0) | ((bytes[1] ?? 0) << 8) | ((bytes[2] ?? 0) << 16);
  const isRun = ((header >> 1) & 3) === 1;
  return { byteLength: isRun ? 1 : header >> 3, isLast: (header & 1) === 1 };
}

function windowOf(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}

function contentBytes(bytes: Uint8Array, at: number, length: number): number {
  let size = 0;
  for (let i = length - 1; i >= 0; i--) size = size * 256 + (bytes[at + i] ?? 0);
  return length === 2 ? size + 256 : size;
}
