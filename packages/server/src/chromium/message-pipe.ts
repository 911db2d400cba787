import type { Readable, Writable } from "node:stream";
import { writeTogether } from "./write-together.js";

/** What ends a message on Chromium's debugging pipe. */
const END = 0;
const END_BYTES = Buffer.from([END]);

/** The messages that go to and come from a Chromium over its debugging pipe. */
export class MessagePipe {
  /** Resolves when nothing comes any more. */
  readonly closed: Promise<void>;
  private parts: Buffer[] = [];
  private listener: (message: Buffer) => void = () => undefined;
  /** Those who wait until it has drained. */
  private waiting: (() => void)[] = [];
  private readonly hold: () => void;

  /**
   * @param toBrowser - file descriptor 3 of the browser
   * @param fromBrowser - file descriptor 4 of the browser
   */
  constructor(
    private readonly toBrowser: Writable,
    private readonly fromBrowser: Readable,
  ) {
    // A pipe that breaks closes too, and that is what is listened to.
    toBrowser.on("error", () => undefined);
    fromBrowser.on("error", () => undefined);
    fromBrowser.on("data", (bytes: Buffer) => this.onBytes(bytes));
    this.hold = writeTogether(toBrowser);
    const release = () => this.release();
    toBrowser.on("drain", release);
    this.closed = new Promise((resolve) => fromBrowser.once("close", () => resolve()));
    void this.closed.then(release);
  }

  /** One listener. */
  onMessage(listener: (message: Buffer) => void): void {
    this.listener = listener;
  }

  /** @returns false where the browser is behind; see `drained` */
  send(message: Buffer): boolean {
    if (!this.toBrowser.writable) return true;
    this.hold();
    this.toBrowser.write(message);
    return this.toBrowser.write(END_BYTES);
  }

  /** Resolves when the browser has taken what was sent, or is gone. */
  drained(): Promise<void> {
    if (!this.toBrowser.writableNeedDrain || this.fromBrowser.closed) return Promise.resolve();
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** Takes nothing more from the browser, until `resume`. */
  pause(): void {
    this.fromBrowser.pause();
  }

  resume(): void {
    this.fromBrowser.resume();
  }

  /** The browser ends where it does not. */
  close(): void {
    this.toBrowser.end();
  }

  private release(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }

  private onBytes(bytes: Buffer): void {
    let start = 0;
    for (let end = bytes.indexOf(END); end !== -1; end = bytes.indexOf(END, start)) {
      this.emit(bytes.subarray(start, end));
      start = end + 1;
    }
    if (start < bytes.length) this.parts.push(bytes.subarray(start));
  }

  private emit(last: Buffer): void {
    const { parts } = this;
    if (parts.length === 0) {
      this.listener(last);
      return;
    }
    this.parts = [];
    parts.push(last);
    this.listener(Buffer.concat(parts));
  }
}
