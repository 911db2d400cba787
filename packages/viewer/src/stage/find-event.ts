import { EventType, type eventWithTime } from "@rrweb/types";
import { isMove } from "./order-events.js";

/** @returns how many of the events are not later than a time */
export function countUntil(events: readonly eventWithTime[], time: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle] as eventWithTime).timestamp <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Where to begin to show a time.
 *
 * @returns the index of the last full snapshot until then, or of the Meta event before it; of the
 * first one, where the time is earlier; undefined where there is none
 */
export function findEntry(events: readonly eventWithTime[], time: number): number | undefined {
  const isSnapshot = ({ type }: eventWithTime) => type === EventType.FullSnapshot;
  let entry = countUntil(events, time) - 1;
  while (entry >= 0 && !isSnapshot(events[entry] as eventWithTime)) entry -= 1;
  if (entry === -1) entry = events.findIndex(isSnapshot);
  if (entry === -1) return undefined;
  return events[entry - 1]?.type === EventType.Meta ? entry - 1 : entry;
}

/** @returns the time of the next event after a time, or the last before it, that is worth a stop */
export function findStep(
  events: readonly eventWithTime[],
  time: number,
  direction: 1 | -1,
): number | undefined {
  const isStop = (event: eventWithTime) =>
    (direction === 1 ? event.timestamp > time : event.timestamp < time) && isStep(event);
  return (direction === 1 ? events.find(isStop) : events.findLast(isStop))?.timestamp;
}

/** A full snapshot shows nothing new, as a rule: it was asked for to jump to it. */
function isStep(event: eventWithTime): boolean {
  if (event.type === EventType.IncrementalSnapshot) return !isMove(event);
  return event.type === EventType.Custom || event.type === EventType.Plugin;
}
