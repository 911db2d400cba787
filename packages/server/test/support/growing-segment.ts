import { constants, createZstdCompress, type ZstdCompress } from "node:zlib";
import type { SegmentRef, Store } from "@pagereel/core";
import { linesOf, type TestEvent } from "./stored-sessions.js";

/** A segment that is written bit by bit, as a recording does. */
export class GrowingSegment {
  readonly #stream: ZstdCompress = createZstdCompress();
  #pieces: Buffer[] = [];
  #offset = 0;

  constructor(
    private readonly store: Store,
    readonly ref: SegmentRef,
  ) {
    this.#stream.on("data", (piece: Buffer) => this.#pieces.push(piece));
  }

  /** Bytes that were written. */
  get bytes(): number {
    return this.#offset;
  }

  append(...events: TestEvent[]): Promise<void> {
    return this.#write(linesOf(events), constants.ZSTD_e_flush);
  }

  /** Writes its end. */
  close(): Promise<void> {
    return this.#write(Buffer.alloc(0), constants.ZSTD_e_end);
  }

  async #write(text: Buffer, flush: number): Promise<void> {
    if (text.length > 0) this.#stream.write(text);
    await new Promise<void>((resolve) => this.#stream.flush(flush, resolve));
    const chunk = Buffer.concat(this.#pieces);
    this.#pieces = [];
    await this.store.appendSegment(this.ref, this.#offset, chunk);
    this.#offset += chunk.length;
  }
}
