import { waitFor } from "../source/wait.js";

/** Bytes that small pieces are put together to: a segment that was written live has thousands of them. */
const CHUNK_BYTES = 64 * 1024;

/** The text of a segment, while it comes and when it is there. */
export class SegmentText {
  readonly #pieces: Uint8Array[] = [];
  #open: Uint8Array | undefined;
  #openBytes = 0;
  #byteLength = 0;
  #isDone = false;
  #error: unknown;
  #change = Promise.withResolvers<void>();

  get byteLength(): number {
    return this.#byteLength;
  }

  get isDone(): boolean {
    return this.#isDone;
  }

  get hasFailed(): boolean {
    return this.#error !== undefined;
  }

  /** Takes all that there is to come. */
  async load(source: AsyncIterable<Uint8Array>): Promise<void> {
    try {
      for await (const piece of source) this.#append(piece);
    } catch (error) {
      this.#error = error;
    }
    this.#seal();
    this.#isDone = true;
    this.#announce();
  }

  /**
   * Reads what there is and what comes.
   *
   * @throws what loading it has thrown, behind what came before
   */
  async *read(offset: number, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    let start = 0;
    for (let i = 0; ; i++) {
      while (i >= this.#pieces.length && !this.#isDone && !signal.aborted) {
        await waitFor(this.#change.promise, signal);
      }
      signal.throwIfAborted();
      const piece = this.#pieces[i];
      if (!piece) break;
      const from = Math.max(0, offset - start);
      start += piece.length;
      if (from < piece.length) yield piece.subarray(from);
    }
    if (this.#error !== undefined) throw this.#error;
  }

  #append(piece: Uint8Array): void {
    this.#byteLength += piece.length;
    if (this.#openBytes + piece.length > CHUNK_BYTES) this.#seal();
    if (piece.length >= CHUNK_BYTES) {
      this.#pieces.push(piece);
      this.#announce();
      return;
    }
    this.#open ??= new Uint8Array(CHUNK_BYTES);
    this.#open.set(piece, this.#openBytes);
    this.#openBytes += piece.length;
  }

  #seal(): void {
    if (!this.#open || this.#openBytes === 0) return;
    this.#pieces.push(this.#open.subarray(0, this.#openBytes));
    this.#open = undefined;
    this.#openBytes = 0;
    this.#announce();
  }

  #announce(): void {
    this.#change.resolve();
    this.#change = Promise.withResolvers<void>();
  }
}
