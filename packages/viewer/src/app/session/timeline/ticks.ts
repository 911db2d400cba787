import type { Marker, MarkerKind } from "../../../index/session-index.js";
import { partOf, type TimeRange } from "./time-range.js";

/** How a marker looks: a console's warning and error are seen as such. */
export type Tone = MarkerKind | "warning";

/** px. */
export const TICK_WIDTH = 2;

/** From what may be covered to what must be seen. */
export const TONES: readonly Tone[] = [
  "console",
  "custom",
  "click",
  "input",
  "navigation",
  "dialog",
  "warning",
  "error",
];

export function toneOf({ kind, level }: Pick<Marker, "kind" | "level">): Tone {
  if (kind !== "console") return kind;
  if (level === "error") return "error";
  return level === "warning" ? "warning" : "console";
}

/**
 * Puts markers on a line of some px: those of one tone that would touch are one tick.
 *
 * @returns of each tone, where its ticks begin, ascending px
 */
export function mergeTicks(
  markers: readonly Marker[],
  range: TimeRange,
  width: number,
): Map<Tone, number[]> {
  const ticks = new Map<Tone, number[]>();
  for (const marker of markers) {
    if (marker.kind === "gap") continue;
    const places = placesOf(ticks, toneOf(marker));
    const x = Math.round(partOf(marker.timestamp, range) * Math.max(width - TICK_WIDTH, 0));
    const last = places.at(-1);
    if (last === undefined || x >= last + TICK_WIDTH) places.push(x);
  }
  return ticks;
}

/** Where ticks stand: px from the top. */
export interface TickRow {
  top: number;
  height: number;
}

/** Ticks as a path of rectangles, for one element of any number of them. */
export function tickPath(places: readonly number[], { top, height }: TickRow): string {
  return places.map((x) => `M${x} ${top}h${TICK_WIDTH}v${height}h-${TICK_WIDTH}z`).join("");
}

function placesOf(ticks: Map<Tone, number[]>, tone: Tone): number[] {
  const known = ticks.get(tone);
  if (known) return known;
  const places: number[] = [];
  ticks.set(tone, places);
  return places;
}
