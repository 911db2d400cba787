import { Pace } from "../pace.js";
import { ByteQueue } from "./byte-queue.js";
import { ZstdFrame } from "./zstd-frame.js";
import {
  BLOCK_HEADER_BYTES,
  MAX_HEADER_BYTES,
  readBlockHeader,
  readFrameHeader,
} from "./zstd-header.js";

/** Segments have 8 MB; a frame in one piece has its whole text as its window. */
const MAX_WINDOW_BYTES = 64 * 1024 * 1024;

/** The bytes end before the frame does, as those of a segment that is still written. */
export class CutError extends Error {}

/**
 * Decompresses a zstd frame. What is behind it is ignored.
 *
 * @param source - in pieces that may end anywhere
 * @throws Error where the bytes are damaged, and `CutError` where the end is missing, behind the text
 *   that there is
 */
export async function* unzstd(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const queue = new ByteQueue();
  const pace = new Pace();
  let frame: ZstdFrame | undefined;
  for await (const bytes of source) {
    queue.push(bytes);
    frame ??= beginFrame(queue);
    if (!frame) continue;
    for (let block = takeBlock(queue); block; block = takeBlock(queue)) {
      yield* frame.push(block.bytes);
      if (block.isLast) return;
      await pace.breathe();
    }
  }
  throw new CutError("its end is missing");
}

function beginFrame(queue: ByteQueue): ZstdFrame | undefined {
  // The shortest frame has less than the longest header, and nothing in it.
  if (queue.length < MAX_HEADER_BYTES) return undefined;
  const header = readFrameHeader(queue.peek(MAX_HEADER_BYTES));
  if (header.windowBytes > MAX_WINDOW_BYTES) throw new Error("its window is too large");
  return new ZstdFrame(queue.take(header.byteLength), header.windowBytes);
}

function takeBlock(queue: ByteQueue): { bytes: Uint8Array; isLast: boolean } | undefined {
  if (queue.length < BLOCK_HEADER_BYTES) return undefined;
  const { byteLength, isLast } = readBlockHeader(queue.peek(BLOCK_HEADER_BYTES));
  const length = BLOCK_HEADER_BYTES + byteLength;
  return queue.length < length ? undefined : { bytes: queue.take(length), isLast };
}
