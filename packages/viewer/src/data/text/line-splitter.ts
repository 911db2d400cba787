import { concatBytes } from "../decode/byte-queue.js";

const LINE_BREAK = 10;

/** Some lines of a text, and where they are. */
export interface LineBatch {
  lines: string[];
  /** Of the first line, in bytes of the text. */
  offset: number;
  /** The lines as they are in the text. */
  bytes: Uint8Array;
}

/** Divides a text, which comes in pieces of bytes, into lines. */
export class LineSplitter {
  readonly #decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  #rest: Uint8Array[] = [];
  #offset: number;

  /** @param offset - of the first piece in the text */
  constructor(offset = 0) {
    this.#offset = offset;
  }

  /** @returns the lines that the piece completes */
  push(piece: Uint8Array): LineBatch | undefined {
    const end = piece.lastIndexOf(LINE_BREAK) + 1;
    if (end > 0) return this.#give(piece.subarray(0, end), piece.subarray(end));
    this.#rest.push(piece);
    return undefined;
  }

  /** @returns what is behind the last line break */
  end(): LineBatch | undefined {
    return this.#give(new Uint8Array(), new Uint8Array());
  }

  #give(head: Uint8Array, rest: Uint8Array): LineBatch | undefined {
    const bytes = concatBytes([...this.#rest, head]);
    this.#rest = [rest];
    if (bytes.length === 0) return undefined;
    const lines = this.#decoder.decode(bytes).split("\n");
    if (lines.at(-1) === "") lines.pop();
    const offset = this.#offset;
    this.#offset += bytes.length;
    return { lines, offset, bytes };
  }
}

/** Where each line of a batch begins, in bytes of the text. */
export function offsetsOf({ offset, bytes, lines }: LineBatch): number[] {
  const offsets: number[] = [];
  let at = 0;
  for (let i = 0; i < lines.length; i++) {
    offsets.push(offset + at);
    at = bytes.indexOf(LINE_BREAK, at) + 1;
  }
  return offsets;
}
