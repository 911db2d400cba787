import type { Marker } from "../session-index.js";

/** Markers of a session that are kept: more than anybody reads, and few enough to be drawn. */
const MAX_MARKERS = 20_000;

/** A marker before it has its id. */
export type NewMarker = Omit<Marker, "id">;

/** What an event tells, but for when and where. */
export type Found = Pick<NewMarker, "kind" | "label" | "level" | "detail">;

/** Collects markers, which come in any order. */
export class MarkerList {
  readonly #markers: Marker[] = [];
  readonly #counts = new Map<string, number>();
  #omitted = 0;
  #isOrdered = true;

  constructor(private readonly maxMarkers = MAX_MARKERS) {}

  get omitted(): number {
    return this.#omitted;
  }

  /** @returns undefined where there are too many already */
  add(marker: NewMarker): Marker | undefined {
    if (this.#markers.length >= this.maxMarkers) {
      this.#omitted++;
      return undefined;
    }
    const added = { ...marker, id: this.#idFor(marker) };
    if (added.timestamp < (this.#markers.at(-1)?.timestamp ?? -Infinity)) this.#isOrdered = false;
    this.#markers.push(added);
    return added;
  }

  /** Ascending. */
  get(): Marker[] {
    if (!this.#isOrdered) this.#markers.sort((a, b) => a.timestamp - b.timestamp);
    this.#isOrdered = true;
    return [...this.#markers];
  }

  /** Of what it is and its time, so that it is the same the next time. */
  #idFor({ kind, targetId = "", timestamp }: NewMarker): string {
    const key = `${kind}-${targetId}-${timestamp}`;
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return count === 1 ? key : `${key}-${count}`;
  }
}
