import { EventType, type eventWithTime, type metaEvent } from "@rrweb/types";
import type { Entry, PlacedEvent } from "./place.js";

/** ms that a window has at least: each one begins with a whole page to be built. */
const MIN_WINDOW_MS = 10_000;

/** Events after which the next full snapshot ends a window, whatever the time. */
const MANY_EVENTS = 20_000;

/** CSS pixels of a page whose recording does not say how large it was. */
const USUAL_VIEWPORT = { width: 1280, height: 720 };

/** Collects the events of a window, from a full snapshot to a later one. */
export class WindowBuilder {
  readonly events: eventWithTime[] = [];
  #from: number | undefined;
  /** It may belong to the full snapshot that follows. */
  #meta: PlacedEvent | undefined;
  #isBroken = false;

  /** Of the first event; undefined as long as there was no full snapshot. */
  get from(): number | undefined {
    return this.#from;
  }

  /** @returns where the window ends, if it does before this event */
  take(placed: PlacedEvent): Entry | undefined {
    const { type } = placed.event;
    const end = type === EventType.FullSnapshot ? this.#takeSnapshot(placed) : undefined;
    if (end) return end;
    if (type === EventType.Meta) {
      this.#keepMeta();
      this.#meta = placed;
    } else if (type !== EventType.FullSnapshot) {
      this.#keepMeta();
      this.#keep(placed.event);
    }
    return undefined;
  }

  /** Events are missing: what follows is of no use. */
  lose(): void {
    this.#isBroken = true;
    this.#meta = undefined;
  }

  /** There are no more events. */
  end(): void {
    this.#keepMeta();
  }

  #takeSnapshot(snapshot: PlacedEvent): Entry | undefined {
    const first = this.#meta ?? snapshot;
    const { timestamp } = first.event;
    if (this.#from === undefined) {
      this.#from = timestamp;
      this.#isBroken = false;
      this.#keep(this.#meta?.event ?? usualMeta(timestamp));
    } else if (this.#endsAt(timestamp)) {
      this.#meta = undefined;
      return { ...first.place, timestamp };
    } else {
      this.#keepMeta();
    }
    this.#meta = undefined;
    this.#keep(snapshot.event);
    return undefined;
  }

  #endsAt(timestamp: number): boolean {
    const isLong = timestamp >= (this.#from ?? timestamp) + MIN_WINDOW_MS;
    return isLong || this.#isBroken || this.events.length >= MANY_EVENTS;
  }

  #keepMeta(): void {
    if (this.#meta) this.#keep(this.#meta.event);
    this.#meta = undefined;
  }

  #keep(event: eventWithTime): void {
    if (this.#from !== undefined && !this.#isBroken) this.events.push(event);
  }
}

function usualMeta(timestamp: number): metaEvent & { timestamp: number } {
  return { type: EventType.Meta, data: { href: "", ...USUAL_VIEWPORT }, timestamp };
}

/** Brings events in the order of their times, the first one first whatever the others say. */
export function putInOrder(events: eventWithTime[]): void {
  const from = events[0]?.timestamp ?? 0;
  let isOrdered = true;
  let last = from;
  for (const event of events) {
    if (event.timestamp < from) event.timestamp = from;
    if (event.timestamp < last) isOrdered = false;
    last = event.timestamp;
  }
  if (!isOrdered) events.sort((a, b) => a.timestamp - b.timestamp);
}
