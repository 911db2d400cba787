import type { FedPage } from "../node/fed-page.ts";

/** A moment of a recording, and what tells that it is shown. */
export interface Moment {
  /** ms since the recording's beginning. */
  offsetMs: number;
  /** The newest line of the page's log then. */
  line: number;
}

/** @returns numbers from 1 to `below`, in no order; the same each time */
export function chooseAtRandom(count: number, below: number): number[] {
  let seed = 7;
  return Array.from({ length: count }, () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return 1 + Math.floor((seed / 2 ** 32) * (below - 1));
  });
}

/**
 * Passes on what a page does, and notes what it shows.
 *
 * @param eventCounts - after how many events, in any order
 * @param moments - takes what it showed then, or a few events later; in the same order
 */
export function* noteMoments(
  page: FedPage,
  eventCount: number,
  eventCounts: readonly number[],
  moments: Moment[],
): Generator<string, void, undefined> {
  const waiting = [...eventCounts.entries()].sort(([, one], [, other]) => one - other);
  for (const lines of page.batches(eventCount)) {
    while (waiting[0] && waiting[0][1] <= page.eventCount) {
      moments[waiting[0][0]] = page.shown;
      waiting.shift();
    }
    yield lines;
  }
}
