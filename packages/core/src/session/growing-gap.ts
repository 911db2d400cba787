import type { Gap } from "@pagereel/protocol";

/** Reports losses that follow each other as one gap, so that a long failure is not a long list. */
export class GrowingGap {
  readonly #targetId: string;
  readonly #onGap: (gap: Gap) => void;
  #gap: Gap | undefined;

  constructor(targetId: string, onGap: (gap: Gap) => void) {
    this.#targetId = targetId;
    this.#onGap = onGap;
  }

  /** True between a loss and `end()`. */
  get isOpen(): boolean {
    return this.#gap !== undefined;
  }

  /**
   * Notes a loss: reports a gap, or makes the one that was reported longer.
   *
   * @param timestamps - of the lost events, ms since the epoch; one at least
   */
  note(timestamps: Iterable<number>, reason: string, detail?: string): void {
    let from = Infinity;
    let to = -Infinity;
    for (const timestamp of timestamps) {
      from = Math.min(from, timestamp);
      to = Math.max(to, timestamp);
    }
    if (this.#gap?.reason === reason) {
      this.#gap.from = Math.min(this.#gap.from, from);
      this.#gap.to = Math.max(this.#gap.to, to);
      return;
    }
    this.#gap = { targetId: this.#targetId, from, to, reason, ...(detail && { detail }) };
    this.#onGap(this.#gap);
  }

  /** The next loss begins a new gap. */
  end(): void {
    this.#gap = undefined;
  }
}
