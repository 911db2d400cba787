import type { eventWithTime } from "@rrweb/types";

/** Where an event is. */
export interface Place {
  /** Of the segment, or `TAIL`. */
  number: number;
  /** Of the event's line in the segment's text, in bytes; in the tail, how many events were before it. */
  offset: number;
}

/** Behind all segments: what has come live and is kept. */
export const TAIL = Number.MAX_SAFE_INTEGER;

/** Where a full snapshot begins, from which events can be played. */
export interface Entry extends Place {
  timestamp: number;
}

export interface PlacedEvent {
  event: eventWithTime;
  place: Place;
}
