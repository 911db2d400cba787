import type { Marker, MarkerKind } from "../../../index/session-index.js";

/** What the list of markers shows. */
export interface MarkerFilter {
  /** Empty: all. */
  kinds: ReadonlySet<MarkerKind>;
  /** In a label or a detail, whatever the case. */
  text: string;
}

export function filterMarkers(markers: readonly Marker[], { kinds, text }: MarkerFilter): Marker[] {
  const wanted = text.trim().toLowerCase();
  return markers.filter(
    (marker) =>
      (kinds.size === 0 || kinds.has(marker.kind)) && (!wanted || hasText(marker, wanted)),
  );
}

/** How many there are of each kind; kinds of which there is none are absent. */
export function countKinds(markers: readonly Marker[]): Map<MarkerKind, number> {
  const counts = new Map<MarkerKind, number>();
  for (const { kind } of markers) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

/** Index of the last item at a time or before it; -1 where there is none. Items ascend. */
export function lastAt(items: readonly { timestamp: number }[], time: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((items[middle] as { timestamp: number }).timestamp <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Where a marker leads. */
export function shownTimeOf({ timestamp, shownAt }: Marker): number {
  return shownAt ?? timestamp;
}

/** Index of the marker that a moment is at: where one has led to it, that one. -1: there is none. */
export function markerAt(
  markers: readonly Marker[],
  time: number,
  chosen: Marker | undefined,
): number {
  const last = lastAt(markers, time);
  // Others may have come between it and its page.
  const led = chosen?.shownAt === time ? markers.indexOf(chosen) : -1;
  return led === -1 ? chosenAmongEqual(markers, last, chosen?.id) : led;
}

/**
 * Of several markers of one moment, the one that was chosen, else the last.
 *
 * @param last - index of the last one of the moment
 */
export function chosenAmongEqual(
  markers: readonly Marker[],
  last: number,
  chosenId: string | undefined,
): number {
  const time = markers[last]?.timestamp;
  for (let index = last; index >= 0 && markers[index]?.timestamp === time; index--) {
    if (markers[index]?.id === chosenId) return index;
  }
  return last;
}

function hasText({ label, detail }: Marker, wanted: string): boolean {
  return label.toLowerCase().includes(wanted) || !!detail?.toLowerCase().includes(wanted);
}
