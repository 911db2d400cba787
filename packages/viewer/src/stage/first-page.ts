import type { Marker } from "../index/session-index.js";

/** What a popup shows before it shows anything. */
const EMPTY_PAGE = "about:blank";

/** When a target first showed a page that is not the empty one; undefined where that is not known. */
export function firstPageTime(markers: readonly Marker[], targetId: string): number | undefined {
  const first = markers.find(
    (marker) =>
      marker.kind === "navigation" && marker.targetId === targetId && marker.detail !== EMPTY_PAGE,
  );
  return first && (first.shownAt ?? first.timestamp);
}
