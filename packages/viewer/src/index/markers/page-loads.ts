import type { Marker } from "../session-index.js";

/** ms after which a page is shown as far as it is there. */
const LONGEST_LOAD_MS = 5000;

/** Loads of a target that are kept for navigations that are told later, as those of live sessions are. */
const KEPT_LOADS = 20;

interface Load {
  from: number;
  until: number;
}

/** What is known of a target. */
interface TargetLoads {
  /** Of its last full snapshot. */
  snapshotAt: number;
  loads: Load[];
  /** Those behind the last load. */
  navigations: Marker[];
}

/** Knows when the pages that navigations lead to are there: the first snapshot is of an empty document. */
export class PageLoads {
  readonly #byTarget = new Map<string, TargetLoads>();

  noteSnapshot(targetId: string, timestamp: number): void {
    this.#of(targetId).snapshotAt = timestamp;
  }

  /** The document of the last snapshot is complete. */
  noteLoaded(targetId: string, timestamp: number): void {
    const target = this.#of(targetId);
    const load = { from: target.snapshotAt, until: timestamp };
    target.loads.push(load);
    if (target.loads.length > KEPT_LOADS) target.loads.shift();
    for (const navigation of target.navigations) setShown(navigation, [load]);
    target.navigations = target.navigations.filter((marker) => marker.timestamp > timestamp);
  }

  noteNavigation(marker: Marker): void {
    if (marker.targetId === undefined) return;
    const { loads, navigations } = this.#of(marker.targetId);
    if (!setShown(marker, loads)) navigations.push(marker);
  }

  #of(targetId: string): TargetLoads {
    const known = this.#byTarget.get(targetId) ?? {
      snapshotAt: Infinity,
      loads: [],
      navigations: [],
    };
    this.#byTarget.set(targetId, known);
    return known;
  }
}

/** @returns whether the navigation was to one of these pages */
function setShown(marker: Marker, loads: readonly Load[]): boolean {
  const { timestamp } = marker;
  const load = loads.find(({ from, until }) => from <= timestamp && timestamp <= until);
  if (load && load.until - timestamp <= LONGEST_LOAD_MS) marker.shownAt = load.until;
  return load !== undefined;
}
