import { SegmentTail } from "@pagereel/core/adapter";

/**
 * Targets that are read on where they were; each holds up to 8 MB. Where more of them change at a time,
 * segments are read from their start again.
 */
const MAX_OPEN = 12;

interface OpenTail {
  number: number;
  tail: SegmentTail;
}

/** The segments in which a follower is, as long as there is room for them. */
export class LiveTails {
  /** By target: the one that was used last comes last. */
  readonly #open = new Map<string, OpenTail>();

  /** The tail of a target's segment: the one that was open, or one at its beginning. */
  use(targetId: string, number: number): SegmentTail {
    const known = this.#open.get(targetId);
    if (known?.number === number) {
      this.#open.delete(targetId);
      this.#open.set(targetId, known);
      return known.tail;
    }
    this.close(targetId);
    const tail = new SegmentTail();
    this.#open.set(targetId, { number, tail });
    const [oldest] = this.#open.keys();
    if (this.#open.size > MAX_OPEN && oldest !== undefined) this.close(oldest);
    return tail;
  }

  close(targetId: string): void {
    this.#open.get(targetId)?.tail.close();
    this.#open.delete(targetId);
  }

  closeAll(): void {
    for (const targetId of [...this.#open.keys()]) this.close(targetId);
  }
}
