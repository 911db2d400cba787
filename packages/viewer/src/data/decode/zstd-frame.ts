import { Decompress } from "fzstd";
import { concatBytes } from "./byte-queue.js";
import { MAX_HEADER_BYTES } from "./zstd-header.js";

/** Bytes of text between two moves of the window; more than a block can have. */
const ROOM = 4 * 1024 * 1024;

/** What fzstd keeps of a frame that it has begun. */
interface FrameState {
  /** The text that blocks refer back to: as long as the frame's window, the newest at its end. */
  w: Uint8Array;
}

/**
 * Decompresses a zstd frame block by block.
 *
 * fzstd moves its whole window, 8 MB, with every block, and a segment has thousands of small ones. So
 * the window here is a view of a larger buffer, which goes on by itself; the window that fzstd moves
 * in the meantime is an empty one.
 */
export class ZstdFrame {
  readonly #decompress = new Decompress((block) => this.#take(block));
  readonly #buffer: Uint8Array;
  #start = 0;
  #text: Uint8Array[] = [];

  /**
   * @param header - of the frame
   * @param windowBytes - as the header says
   */
  constructor(
    header: Uint8Array,
    private readonly windowBytes: number,
  ) {
    this.#buffer = new Uint8Array(windowBytes + ROOM);
    // fzstd waits for as many bytes as the longest header has. Zeros are blocks with nothing in them.
    this.push(concatBytes([header, new Uint8Array(MAX_HEADER_BYTES)]));
  }

  /**
   * @param bytes - a whole block
   * @returns the text, in pieces
   * @throws Error for bytes that are not zstd's
   */
  push(bytes: Uint8Array): Uint8Array[] {
    this.#text = [];
    this.#decompress.push(bytes);
    const state = this.#state;
    if (state) state.w = this.#window;
    return this.#text;
  }

  get #state(): FrameState | undefined {
    // Private in its types. The version is pinned, and a test decompresses what needs the window.
    const { s } = this.#decompress as unknown as { s?: FrameState | number };
    return typeof s === "object" ? s : undefined;
  }

  get #window(): Uint8Array {
    return this.#buffer.subarray(this.#start, this.#start + this.windowBytes);
  }

  #take(block: Uint8Array): void {
    this.#text.push(block);
    this.#append(block);
    const state = this.#state;
    // As long as the block, which is then all that is moved.
    if (state) state.w = new Uint8Array(block.length);
  }

  #append(block: Uint8Array): void {
    const { windowBytes } = this;
    if (this.#start + windowBytes + block.length > this.#buffer.length) {
      this.#buffer.copyWithin(0, this.#start, this.#start + windowBytes);
      this.#start = 0;
    }
    this.#buffer.set(block, this.#start + windowBytes);
    this.#start += block.length;
  }
}
