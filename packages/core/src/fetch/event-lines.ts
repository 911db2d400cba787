import { parseEventLine } from "@pagereel/protocol";
import { EventType, type eventWithTime } from "@rrweb/types";
import { maxEventBytes } from "./heap-room.js";

const LINE_BREAK = 0x0a;

/**
 * Makes events of a segment's text that comes piece by piece.
 *
 * What follows a broken line may build on it: it is left out up to the next full snapshot.
 */
export class EventLines {
  readonly #maxLineBytes: number;
  /** The beginning of a line whose end has not come yet. */
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  #isTooLong = false;
  #isAstray = false;
  #eventCount = 0;
  #brokenLines = 0;

  /** @param maxLineBytes - a longer line is a broken one, and is not kept */
  constructor(maxLineBytes: number = maxEventBytes()) {
    this.#maxLineBytes = maxLineBytes;
  }

  /** Events read so far, those that were left out not counted. */
  get eventCount(): number {
    return this.#eventCount;
  }

  /** Lines that are no event, or too long. */
  get brokenLines(): number {
    return this.#brokenLines;
  }

  /** @returns the events of the lines that end in this piece */
  push(piece: Uint8Array): eventWithTime[] {
    const first = piece.indexOf(LINE_BREAK);
    if (first === -1) {
      this.#hold(piece);
      return [];
    }
    const last = piece.lastIndexOf(LINE_BREAK);
    const events = this.#takeHeld(piece.subarray(0, first));
    if (last > first) this.#read(textOf(piece.subarray(first + 1, last)), events);
    this.#hold(piece.subarray(last + 1));
    return events;
  }

  /** @returns the event of the last line, which may lack its line break */
  end(): eventWithTime[] {
    return this.#takeHeld(new Uint8Array(0));
  }

  #hold(piece: Uint8Array): void {
    if (piece.length === 0) return;
    this.#heldBytes += piece.length;
    this.#isTooLong ||= this.#heldBytes > this.#maxLineBytes;
    if (this.#isTooLong) this.#held = [];
    else this.#held.push(piece);
  }

  #takeHeld(rest: Uint8Array): eventWithTime[] {
    this.#hold(rest);
    const events: eventWithTime[] = [];
    if (this.#isTooLong) this.#noteBroken();
    else this.#read(textOf(Buffer.concat(this.#held)), events);
    this.#held = [];
    this.#heldBytes = 0;
    this.#isTooLong = false;
    return events;
  }

  #read(text: string, events: eventWithTime[]): void {
    for (const line of text.split("\n")) {
      if (line === "") continue;
      const event = parseEventLine(line);
      if (!event) this.#noteBroken();
      if (!event || this.#isStillAstray(event)) continue;
      this.#eventCount++;
      events.push(event);
    }
  }

  #noteBroken(): void {
    this.#brokenLines++;
    this.#isAstray = true;
  }

  /** rrweb emits a Meta event right before each full snapshot. */
  #isStillAstray({ type }: eventWithTime): boolean {
    if (type === EventType.Meta) this.#isAstray = false;
    return this.#isAstray;
  }
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString();
}
