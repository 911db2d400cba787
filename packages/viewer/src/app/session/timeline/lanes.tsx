import { useComputed } from "@preact/signals";
import type { TargetedMouseEvent } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { TargetLife } from "../../../data/session-data.js";
import type { Marker } from "../../../index/session-index.js";
import { scrollToItem, useVisibleRange } from "../../../ui/use-visible-range.js";
import { showMoment } from "../commands.js";
import type { SessionModel } from "../session-model.js";
import { GapBars } from "./gap-bars.js";
import type { TickRow } from "./ticks.js";
import { Ticks } from "./ticks-view.js";
import { placeOf, type TimeRange, timeAt } from "./time-range.js";

/** px, as in the style sheet. */
const LANE_HEIGHT = 24;
/** More are scrolled. */
const MAX_LANES = 6;
/** px. */
const LANE_TICKS: TickRow = { top: 7, height: 10 };
const rowOfLane = () => LANE_TICKS;
const NO_MARKERS: readonly Marker[] = [];

interface LanesProps {
  model: SessionModel;
  /** px. */
  width: number;
}

/** A lane for each tab: its life, its gaps and its markers. */
export function Lanes({ model, width }: LanesProps) {
  const { data, index, playback } = model;
  const targets = data.targets.value;
  const scroller = useRef<HTMLDivElement>(null);
  const { first, end } = useVisibleRange(scroller, targets.length, LANE_HEIGHT, "y");
  const byTarget = useComputed(() => groupByTarget(index.markers.value)).value;
  const shown = targets.findIndex(({ targetId }) => targetId === playback.targetId.value);
  useLayoutEffect(() => {
    if (scroller.current && shown >= 0) scrollToItem(scroller.current, shown, LANE_HEIGHT, "y");
  }, [shown]);
  const height = Math.min(targets.length, MAX_LANES) * LANE_HEIGHT;
  return (
    <div ref={scroller} class="lanes" style={{ height: `${height}px` }}>
      <div class="lanes-sizer" style={{ height: `${targets.length * LANE_HEIGHT}px` }}>
        {targets.slice(first, end).map((target, place) => (
          <Lane
            key={target.targetId}
            model={model}
            target={target}
            number={first + place + 1}
            isShown={first + place === shown}
            markers={byTarget.get(target.targetId) ?? NO_MARKERS}
            width={width}
          />
        ))}
      </div>
    </div>
  );
}

interface LaneProps extends LanesProps {
  target: TargetLife;
  number: number;
  isShown: boolean;
  markers: readonly Marker[];
}

function Lane({ model, target, number, isShown, markers, width }: LaneProps) {
  const range = model.range.value;
  const top = `${(number - 1) * LANE_HEIGHT}px`;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: by keys, its button and the slider do the same
    // biome-ignore lint/a11y/noStaticElementInteractions: as above
    <div
      class={isShown ? "lane is-shown" : "lane"}
      style={{ top }}
      onClick={(event) => showUnder(event, model, target)}
    >
      <button
        type="button"
        class="lane-name"
        aria-pressed={isShown}
        title={target.label}
        onClick={() => void model.playback.pin(target.targetId)}
      >
        <span class="sr-only">Show tab </span>
        <span class="target-number numeric">{number}</span>
        <bdi class="cut">{target.label}</bdi>
      </button>
      <div class="lane-line">
        <div class="lane-life" style={placeOfLife(target, range)} />
        <GapBars gaps={target.gaps} range={range} width={width} />
        <Ticks markers={markers} range={range} width={width} rowOf={rowOfLane} />
      </div>
    </div>
  );
}

/** A tab that was open at the end was open to the end. */
function placeOfLife({ openedAt, closedAt }: TargetLife, range: TimeRange) {
  return placeOf(openedAt, closedAt ?? range.to, range);
}

function showUnder(
  event: TargetedMouseEvent<HTMLElement>,
  model: SessionModel,
  target: TargetLife,
): void {
  const line = (event.target as Element).closest(".lane-line");
  if (!line) return;
  const { left, width } = line.getBoundingClientRect();
  const time = timeAt((event.clientX - left) / width, model.range.value);
  showMoment(model, time, target.targetId);
}

function groupByTarget(markers: readonly Marker[]): Map<string, Marker[]> {
  const groups = new Map<string, Marker[]>();
  for (const marker of markers) {
    if (marker.targetId === undefined) continue;
    const group = groups.get(marker.targetId);
    if (group) group.push(marker);
    else groups.set(marker.targetId, [marker]);
  }
  return groups;
}
