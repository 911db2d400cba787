import type { Line } from "./open-segment.js";
import type { QueueSpace } from "./queue-space.js";

/** Lines on their way to a sink: those that wait, and those being written. */
export class LineQueue {
  #lines: Line[] = [];
  #pendingBytes = 0;
  #accepted = 0;
  #settled = 0;

  /** @param space - what it takes of the session's */
  constructor(private readonly space: QueueSpace) {}

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

  push(text: string, timestamp: number, startsSnapshot: boolean): void {
    const bytes = Buffer.byteLength(text) + 1;
    this.#lines.push({ text, bytes, timestamp, startsSnapshot, arrivedAt: performance.now() });
    this.#accepted++;
    this.#use(bytes);
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

  /** Puts lines that were taken out back in front. */
  putBack(lines: Line[]): void {
    this.#lines = [...lines, ...this.#lines];
  }

  /** Notes that lines are in the sink, or given up. */
  settle(lines: Line[]): void {
    this.#settled += lines.length;
    this.#use(-lines.reduce((sum, { bytes }) => sum + bytes, 0));
  }

  #use(bytes: number): void {
    this.#pendingBytes += bytes;
    this.space.add(bytes);
  }
}
