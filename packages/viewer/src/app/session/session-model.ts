import type { Gap } from "@pagereel/protocol";
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { SessionData } from "../../data/session-data.js";
import type { Marker, SessionIndex } from "../../index/session-index.js";
import type { Playback } from "../../stage/playback.js";
import { createToaster, type Toaster } from "../../ui/toast.js";
import { filterMarkers, type MarkerFilter, markerAt } from "./panel/filter-markers.js";
import { type TimeRange, timeRange } from "./timeline/time-range.js";

export type PanelName = "markers" | "search" | "inspect";

/** What the parts of a session's view share. */
export interface SessionModel {
  data: SessionData;
  index: SessionIndex;
  playback: Playback;
  toaster: Toaster;
  /** From the session's first moment to its last one. */
  range: ReadonlySignal<TimeRange>;
  /** What is missing of the session, and of each of its targets. */
  gaps: ReadonlySignal<readonly Gap[]>;
  panel: Signal<PanelName>;
  filter: Signal<MarkerFilter>;
  /** Markers that pass the filter. */
  markers: ReadonlySignal<readonly Marker[]>;
  /** Index of the last one of them that has happened; -1: none has. */
  lastMarker: ReadonlySignal<number>;
  /** Of several of one moment, the one that was gone to. */
  chosenMarker: Signal<Marker | undefined>;
  showsHelp: Signal<boolean>;
}

export function createSessionModel(
  data: SessionData,
  index: SessionIndex,
  playback: Playback,
): SessionModel {
  const filter = signal<MarkerFilter>({ kinds: new Set(), text: "" });
  const markers = computed(() => filterMarkers(index.markers.value, filter.value));
  const chosenMarker = signal<Marker | undefined>(undefined);
  return {
    data,
    index,
    playback,
    toaster: createToaster(),
    range: computed(() => timeRange(data.startTime.value, data.endTime.value)),
    gaps: computed(() => [
      ...data.manifest.value.gaps.filter(({ targetId }) => targetId === undefined),
      ...data.targets.value.flatMap(({ gaps }) => gaps),
    ]),
    panel: signal<PanelName>("markers"),
    filter,
    markers,
    chosenMarker,
    lastMarker: computed(() => markerAt(markers.value, playback.time.value, chosenMarker.value)),
    showsHelp: signal(false),
  };
}
