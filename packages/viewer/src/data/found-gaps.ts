import type { Gap } from "@pagereel/protocol";
import { signal } from "@preact/signals";

const NONE: readonly Gap[] = [];

/** What was found to be missing while the recording was read, and the manifest does not know of. */
export class FoundGaps {
  readonly #byTarget = signal<ReadonlyMap<string, readonly Gap[]>>(new Map());

  of(targetId: string): readonly Gap[] {
    return this.#byTarget.value.get(targetId) ?? NONE;
  }

  /** @param told - those of the manifest */
  add(gap: Gap & { targetId: string }, told: readonly Gap[]): void {
    const known = this.#byTarget.peek().get(gap.targetId) ?? NONE;
    const isKnown = (other: Gap) =>
      (other.targetId ?? gap.targetId) === gap.targetId &&
      other.from <= gap.from &&
      other.to >= gap.to;
    if (known.some(isKnown) || told.some(isKnown)) return;
    this.#byTarget.value = new Map(this.#byTarget.peek()).set(gap.targetId, [...known, gap]);
  }
}
