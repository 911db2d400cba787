import { EventType, type eventWithTime } from "@rrweb/types";
import { type Entry, type PlacedEvent, TAIL } from "../window/place.js";

type Listener = (events: eventWithTime[]) => void;

/** What has come live of a target: the events behind its segments that are closed. */
export class LiveTail {
  #events: eventWithTime[] = [];
  #entries: Entry[] = [];
  /** Events that were dropped before the first one. */
  #start = 0;
  readonly #listeners = new Set<Listener>();

  /** Who follows has had all up to this time. */
  #heardUntil = -Infinity;

  /** How many there will have been, at least, when all that was before it began has come. */
  expectedEnd = 0;

  /** @param firstNumber - of the segment that its first event is in */
  constructor(public firstNumber: number) {}

  /** Whether the event behind so many can be had, or will come. */
  has(offset: number): boolean {
    return offset >= this.#start;
  }

  /** How many there have been. */
  get end(): number {
    return this.#start + this.#events.length;
  }

  /** How many it has. */
  get length(): number {
    return this.#events.length;
  }

  get events(): eventWithTime[] {
    return [...this.#events];
  }

  get firstEntry(): Entry | undefined {
    return this.#entries[0];
  }

  get lastTimestamp(): number | undefined {
    return this.#events.at(-1)?.timestamp;
  }

  entryAt(time: number): Entry | undefined {
    return this.#entries.findLast(({ timestamp }) => timestamp <= time);
  }

  /** @returns those that had not come before */
  push(events: readonly eventWithTime[]): eventWithTime[] {
    for (const event of events) {
      this.#noteEntry(event);
      this.#events.push(event);
    }
    const news = events.filter(({ timestamp }) => timestamp > this.#heardUntil);
    if (news.length > 0) for (const listener of this.#listeners) listener([...news]);
    return news;
  }

  /** All its events come again; who follows does not hear those again. */
  reset(): void {
    this.#heardUntil = this.lastTimestamp ?? this.#heardUntil;
    this.drop(this.length);
  }

  /** The events behind so many. */
  from(offset: number): PlacedEvent[] {
    const first = Math.max(0, offset - this.#start);
    return this.#events.slice(first).map((event, i) => ({
      event,
      place: { number: TAIL, offset: this.#start + first + i },
    }));
  }

  /** Calls for the events behind so many, and for those to come. @returns ends it */
  follow(offset: number, listener: Listener): () => void {
    const known = this.from(offset).map(({ event }) => event);
    if (known.length > 0) listener(known);
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Drops the first ones, which are in a segment that is closed by now. */
  drop(count: number): void {
    this.#events.splice(0, count);
    this.#start += count;
    this.#entries = this.#entries.filter(({ offset }) => offset >= this.#start);
  }

  #noteEntry({ type, timestamp }: eventWithTime): void {
    if (type !== EventType.FullSnapshot) return;
    const before = this.#events.at(-1);
    const meta = before?.type === EventType.Meta ? before : undefined;
    const offset = meta ? this.end - 1 : this.end;
    this.#entries.push({ number: TAIL, offset, timestamp: meta?.timestamp ?? timestamp });
  }
}
