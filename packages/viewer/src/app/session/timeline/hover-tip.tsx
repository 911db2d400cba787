import type { ReadonlySignal } from "@preact/signals";
import { describeGap } from "../../../data/gap-words.js";
import type { Marker } from "../../../index/session-index.js";
import { formatClock } from "../../../ui/format-time.js";
import { lastAt } from "../panel/filter-markers.js";
import type { SessionModel } from "../session-model.js";
import { toneOf } from "./ticks.js";
import { timeAt } from "./time-range.js";

/** px from the pointer at which a marker is meant. */
const REACH = 6;

interface HoverTipProps {
  model: SessionModel;
  /** Where the pointer is, 0 to 1. */
  hover: ReadonlySignal<number | undefined>;
  /** px. */
  width: number;
}

/** The time under the pointer, the marker that is nearest to it, and the gap that it is in. */
export function HoverTip({ model, hover, width }: HoverTipProps) {
  const part = hover.value;
  if (part === undefined || width === 0) return null;
  const range = model.range.value;
  const whole = range.to - range.from;
  const time = timeAt(part, range);
  const reachMs = (REACH / width) * whole;
  const marker = nearest(model.index.markers.value, time, reachMs);
  const gap = model.gaps.value.find(
    ({ from, to }) => time >= from - reachMs && time <= to + reachMs,
  );
  return (
    <>
      <div class="hover-line" style={{ left: `${part * 100}%` }} />
      <div
        class={`hover-tip ${sideOf(part)}`}
        style={{ left: `${part * 100}%` }}
        aria-hidden="true"
      >
        <span class="numeric">{formatClock(time - range.from, whole)}</span>
        {marker && (
          <span class="hover-marker">
            <span class={`dot tone-${toneOf(marker)}`} />
            <bdi class="cut">{marker.label}</bdi>
          </span>
        )}
        {gap && marker?.kind !== "gap" && <span class="hover-gap">{describeGap(gap)}</span>}
      </div>
    </>
  );
}

/** Towards the middle, so that it stays on the screen. */
function sideOf(part: number): string {
  if (part < 0.2) return "is-start";
  return part > 0.8 ? "is-end" : "";
}

function nearest(markers: readonly Marker[], time: number, reachMs: number): Marker | undefined {
  const before = lastAt(markers, time);
  const near = [markers[before], markers[before + 1]].filter(
    (marker) => marker && Math.abs(marker.timestamp - time) <= reachMs,
  ) as Marker[];
  const [one, other] = near;
  if (!one || !other) return one;
  return time - one.timestamp <= other.timestamp - time ? one : other;
}
