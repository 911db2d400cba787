import { RecordingError } from "@pagereel/protocol";
import type { eventWithTime } from "@rrweb/types";
import { isHeapFull } from "./heap-room.js";

/** Takes the events of a recording that is read as a whole, as long as there is memory for them. */
export class EventLists {
  readonly #lists = new Map<string, eventWithTime[]>();

  add(targetId: string, events: eventWithTime[]): void {
    const list = this.#lists.get(targetId) ?? [];
    for (const event of events) list.push(event);
    this.#lists.set(targetId, list);
  }

  /** @throws RecordingError `INVALID_RECORDING` where the heap has no room for more */
  checkRoom(): void {
    if (isHeapFull()) throw tooLarge();
  }

  /** By target id, each target's by ascending `timestamp`. */
  toEvents(): Record<string, eventWithTime[]> {
    for (const list of this.#lists.values()) sortEvents(list);
    return Object.fromEntries(this.#lists);
  }
}

/** Stable: events of one time stay in the order in which they were recorded. */
export function sortEvents(events: eventWithTime[]): eventWithTime[] {
  return events.sort((a, b) => a.timestamp - b.timestamp);
}

/** ms between the first and the last event. */
export function durationOf(events: Record<string, eventWithTime[]>): number {
  let first = Infinity;
  let last = -Infinity;
  for (const list of Object.values(events)) {
    first = Math.min(first, list[0]?.timestamp ?? Infinity);
    last = Math.max(last, list.at(-1)?.timestamp ?? -Infinity);
  }
  return Math.max(0, last - first);
}

function tooLarge(): RecordingError {
  return new RecordingError(
    "INVALID_RECORDING",
    `The recording does not fit in memory. Read it with streamRecording, or a part of it with "from" ` +
      `and "to"; or give the process more memory (node --max-old-space-size).`,
  );
}
