/** Of a binary frame: a Worker received no more than 1 MB at once. */
export const MAX_FRAME_BYTES = 1_048_575;
/** A uint32, little-endian: the bytes of the message, without these four. */
const HEADER_BYTES = 4;

/** Frames that are not those of the protocol, or a message above the limit. */
export class LegacyFrameError extends Error {
  override readonly name = "LegacyFrameError";

  /** @param closeCode - of the WebSocket protocol: 1002 for a wrong frame, 1009 for a large message */
  constructor(
    readonly closeCode: 1002 | 1009,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Cuts a message into the binary frames that Cloudflare's older clients read. No frame holds bytes of
 * two messages, and none is above `MAX_FRAME_BYTES`.
 *
 * @param message - at most 4,294,967,295 bytes
 */
export function toLegacyFrames(message: Buffer): Buffer[] {
  const first = Buffer.allocUnsafe(Math.min(HEADER_BYTES + message.length, MAX_FRAME_BYTES));
  first.writeUInt32LE(message.length);
  let end = message.copy(first, HEADER_BYTES);
  const frames: Buffer[] = [first];
  while (end < message.length) {
    frames.push(message.subarray(end, end + MAX_FRAME_BYTES));
    end += MAX_FRAME_BYTES;
  }
  return frames;
}

/** Puts the messages of one connection together. */
export class LegacyMessageReader {
  readonly #maxMessageBytes: number;
  /** The message that is not whole yet; it grows, as what a header promises may never come. */
  #bytes: Buffer = Buffer.alloc(0);
  #length = 0;
  /** Of the whole message; undefined before its first frame. */
  #expected: number | undefined;

  constructor(maxMessageBytes: number) {
    this.#maxMessageBytes = maxMessageBytes;
  }

  /**
   * Takes the next binary frame.
   *
   * @returns the message that is whole with it
   * @throws LegacyFrameError after which nothing more can be read
   */
  push(frame: Buffer): Buffer | undefined {
    const expected = this.#expected ?? this.#readHeader(frame);
    const rest = this.#expected === undefined ? frame.subarray(HEADER_BYTES) : frame;
    this.#expected = expected;
    if (this.#length + rest.length > expected) {
      throw new LegacyFrameError(1002, "A frame is longer than its message.");
    }
    // Most messages are one frame.
    const message = rest.length === expected ? rest : this.#append(rest, expected);
    if (message) this.#reset();
    return message;
  }

  #readHeader(frame: Buffer): number {
    if (frame.length < HEADER_BYTES) {
      throw new LegacyFrameError(1002, "The first frame of a message has no length.");
    }
    const expected = frame.readUInt32LE();
    if (expected <= this.#maxMessageBytes) return expected;
    const limit = `the limit is ${this.#maxMessageBytes} bytes`;
    throw new LegacyFrameError(1009, `A message of ${expected} bytes is too large: ${limit}.`);
  }

  #append(bytes: Buffer, expected: number): Buffer | undefined {
    const length = this.#length + bytes.length;
    if (length > this.#bytes.length) this.#grow(Math.min(2 * length, expected));
    bytes.copy(this.#bytes, this.#length);
    this.#length = length;
    return length === expected ? this.#bytes : undefined;
  }

  #grow(size: number): void {
    const grown = Buffer.allocUnsafe(size);
    this.#bytes.copy(grown, 0, 0, this.#length);
    this.#bytes = grown;
  }

  #reset(): void {
    this.#bytes = Buffer.alloc(0);
    this.#length = 0;
    this.#expected = undefined;
  }
}
