import type { GrowingGap } from "./growing-gap.js";
import type { Line } from "./open-segment.js";

/** Lines on their way to a sink: those that wait, and those being written. Bounded. */
export class LineQueue {
  readonly #maxBytes: number;
  readonly #gap: GrowingGap;
  #lines: Line[] = [];
  #pendingBytes = 0;
  #accepted = 0;
  #settled = 0;

  /**
   * @param maxBytes - of text not settled; at this much and above, lines are dropped
   * @param gap - is told about what is dropped
   */
  constructor(maxBytes: number, gap: GrowingGap) {
    this.#maxBytes = maxBytes;
    this.#gap = gap;
  }

  /** Bytes of text (UTF-8) taken and not settled. */
  get pendingBytes(): number {
    return this.#pendingBytes;
  }

  /** Lines taken so far. */
  get accepted(): number {
    return this.#accepted;
  }

  /** Lines settled so far. */
  get settled(): number {
    return this.#settled;
  }

  /** The line that waits longest. */
  get first(): Line | undefined {
    return this.#lines[0];
  }

  /** Takes a line, or drops it when full. */
  push(text: string, timestamp: number, startsSnapshot: boolean): void {
    // Full until half of it is free: dropping and taking by turns would leave a gap an event.
    const limit = this.#gap.isOpen ? this.#maxBytes / 2 : this.#maxBytes;
    if (this.#pendingBytes >= limit) {
      this.#gap.note([timestamp], "queue-full", `${this.#maxBytes} bytes waited to be written.`);
      return;
    }
    this.#gap.end();
    const bytes = Buffer.byteLength(text) + 1;
    this.#lines.push({ text, bytes, timestamp, startsSnapshot, arrivedAt: performance.now() });
    this.#pendingBytes += bytes;
    this.#accepted++;
  }

  /** Takes lines out, in order, as long as `wanted` says yes. They stay pending until settled. */
  takeWhile(wanted: (line: Line) => boolean): void {
    let count = 0;
    for (const line of this.#lines) {
      if (!wanted(line)) break;
      count++;
    }
    this.#lines.splice(0, count);
  }

  /** Notes that lines are in the sink, or given up. */
  settle(lines: Line[]): void {
    this.#settled += lines.length;
    for (const line of lines) this.#pendingBytes -= line.bytes;
  }
}
