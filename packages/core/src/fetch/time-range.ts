import type { ManifestSegment } from "@pagereel/protocol";
import { EventType, type eventWithTime } from "@rrweb/types";

/** ms since the epoch, both ends included. */
export interface TimeRange {
  from: number;
  to: number;
}

/**
 * Events that are held back until the last full snapshot before a range is known: some 10 MB of them. A
 * page that changes has a checkout before that.
 */
export const MAX_HELD = 20_000;

export function isWholeTime({ from, to }: TimeRange): boolean {
  return from === -Infinity && to === Infinity;
}

/**
 * Chooses the segments that have what is needed to play a range: from the last one that has a full
 * snapshot at or before its beginning.
 *
 * @param segments - of one target, by number
 */
export function segmentsInRange(segments: ManifestSegment[], range: TimeRange): ManifestSegment[] {
  const start = segments.findLastIndex((segment) => hasSnapshotBy(segment, range.from));
  return segments
    .slice(Math.max(0, start))
    .filter(({ firstTimestamp }) => firstTimestamp <= range.to);
}

function hasSnapshotBy(segment: ManifestSegment, from: number): boolean {
  // A manifest may say -1e999, which is as much.
  if (from === -Infinity) return false;
  if (!segment.continued && segment.firstTimestamp <= from) return true;
  return segment.checkouts?.some(({ timestamp }) => timestamp <= from) ?? false;
}

/**
 * Leaves out what is not needed to play a range: what is after it, and what is before the last full
 * snapshot at or before its beginning.
 */
export class RangeFilter {
  /** From that snapshot on, as far as it is known. */
  #held: eventWithTime[] = [];
  #isInRange: boolean;

  /**
   * @param maxHeld - events that are held back until the last snapshot is known. Where there are more,
   *   what comes begins at an earlier one
   */
  constructor(
    private readonly range: TimeRange,
    private readonly maxHeld = Infinity,
  ) {
    this.#isInRange = range.from === -Infinity;
  }

  /** @returns the events that are wanted, of these and of those held back */
  push(events: eventWithTime[]): eventWithTime[] {
    const wanted = events.filter(({ timestamp }) => timestamp <= this.range.to);
    if (this.#isInRange) return wanted;
    const begin = wanted.findIndex((event) => this.#begins(event));
    return begin === -1 ? [] : [...this.end(), ...wanted.slice(begin)];
  }

  /** @returns what is held back still */
  end(): eventWithTime[] {
    const held = this.#held;
    this.#held = [];
    return held;
  }

  /** Takes an event that is before the range; true for one that is not. */
  #begins(event: eventWithTime): boolean {
    if (event.timestamp > this.range.from || this.#held.length >= this.maxHeld) {
      this.#isInRange = true;
      return true;
    }
    if (event.type === EventType.FullSnapshot) {
      // It comes with the Meta event right before it.
      this.#held = this.#held.slice(-1).filter(({ type }) => type === EventType.Meta);
    }
    this.#held.push(event);
    return false;
  }
}
