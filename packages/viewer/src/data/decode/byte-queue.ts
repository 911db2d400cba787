/** Bytes that come in pieces, to be taken in others. */
export class ByteQueue {
  #pieces: Uint8Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#pieces.push(bytes);
    this.#length += bytes.length;
  }

  /** The first bytes, which stay; less where there are less. */
  peek(length: number): Uint8Array {
    const [first] = this.#pieces;
    if (!first) return new Uint8Array();
    if (first.length < Math.min(length, this.#length)) this.#join();
    return (this.#pieces[0] ?? first).subarray(0, length);
  }

  /** The first bytes, which go; as many as there are. */
  take(length: number): Uint8Array {
    const bytes = this.peek(length);
    this.#length -= bytes.length;
    const rest = this.#pieces[0]?.subarray(bytes.length);
    if (rest?.length) this.#pieces[0] = rest;
    else this.#pieces.shift();
    return bytes;
  }

  #join(): void {
    this.#pieces = [concatBytes(this.#pieces)];
  }
}

export function concatBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const [first] = pieces;
  if (first && pieces.length === 1) return first;
  const joined = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}
