import type { RecordedEvent } from "./recorded-event.js";
import { isWholeTime, RangeFilter, type TimeRange } from "./time-range.js";

/** `RangeFilter` for the events of targets that come one after the other. */
export class RecordedRange {
  #targetId = "";
  #filter: RangeFilter;

  constructor(
    private readonly range: TimeRange,
    private readonly maxHeld: number,
  ) {
    this.#filter = new RangeFilter(range, maxHeld);
  }

  /** @returns the events that are wanted, of these and of those held back */
  push(events: RecordedEvent[]): RecordedEvent[] {
    return isWholeTime(this.range) ? events : events.flatMap((event) => this.#pushOne(event));
  }

  /** @returns what is held back still */
  end(): RecordedEvent[] {
    return this.#filter.end().map((event) => ({ targetId: this.#targetId, event }));
  }

  #pushOne({ targetId, event }: RecordedEvent): RecordedEvent[] {
    const before = targetId === this.#targetId ? [] : this.end();
    if (targetId !== this.#targetId) this.#filter = new RangeFilter(this.range, this.maxHeld);
    this.#targetId = targetId;
    return [
      ...before,
      ...this.#filter.push([event]).map((wanted) => ({ targetId, event: wanted })),
    ];
  }
}
