import { useComputed, useSignal } from "@preact/signals";
import type { TargetedKeyboardEvent, TargetedPointerEvent } from "preact";
import { useMemo } from "preact/hooks";
import { spellDuration } from "../../../ui/format-time.js";
import { seekToPart } from "../commands.js";
import type { SessionModel } from "../session-model.js";
import { GapBars } from "./gap-bars.js";
import { HoverTip } from "./hover-tip.js";
import { findIdleStretches } from "./idle-stretches.js";
import type { TickRow, Tone } from "./ticks.js";
import { Ticks } from "./ticks-view.js";
import { partOf, placeOf } from "./time-range.js";

/** Of the session's duration, that a page key moves. */
const PAGE_PART = 0.1;
/** The index is asked for idle stretches again when it knows this much more. */
const PROGRESS_STEPS = 20;

/** What failed, what the page did, and what was done to it: so one does not hide the other. */
const ROWS: readonly (readonly Tone[])[] = [
  ["error", "warning", "console"],
  ["navigation", "dialog", "custom"],
  ["click", "input"],
];
/** px. */
const ROW_DISTANCE = 12;
const TICK_HEIGHT = 9;

function rowOf(tone: Tone): TickRow {
  const row = ROWS.findIndex((tones) => tones.includes(tone));
  return { top: 4 + row * ROW_DISTANCE, height: TICK_HEIGHT };
}

interface TrackProps {
  model: SessionModel;
  width: number;
}

/** The slider: seeks by click, live while it is dragged, and by keys. */
export function Track({ model, width }: TrackProps) {
  const { playback, range } = model;
  const hover = useSignal<number | undefined>(undefined);
  const { now, whole } = useSeconds(model);
  const played = useComputed(() => `width:${partOf(playback.time.value, range.value) * 100}%`);
  const drag = (event: TargetedPointerEvent<HTMLElement>) => {
    const part = partUnder(event);
    hover.value = part;
    if (event.buttons & 1) seekToPart(model, part);
  };
  return (
    <div class="track-row">
      <div
        class="track"
        role="slider"
        aria-label="Time"
        tabIndex={0}
        aria-valuemin={0}
        aria-valuemax={whole}
        aria-valuenow={now}
        aria-valuetext={`${spellDuration(now * 1000)} of ${spellDuration(whole * 1000)}`}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          drag(event);
        }}
        onPointerMove={drag}
        onPointerLeave={() => {
          hover.value = undefined;
        }}
        onKeyDown={(event) => page(event, model)}
      >
        <IdleStretches model={model} />
        <div class="track-played" style={played} />
        <GapBars gaps={model.gaps.value} range={range.value} width={width} />
        <Ticks
          markers={model.index.markers.value}
          range={range.value}
          width={width}
          rowOf={rowOf}
        />
      </div>
      <HoverTip model={model} hover={hover} width={width} />
    </div>
  );
}

/** The moment and the end, to the second: a screen reader cannot follow more. */
function useSeconds({ playback, range }: SessionModel): { now: number; whole: number } {
  const now = useComputed(() => Math.floor((playback.time.value - range.value.from) / 1000)).value;
  const whole = Math.floor((range.value.to - range.value.from) / 1000);
  return { now: Math.min(Math.max(now, 0), whole), whole };
}

function partUnder(event: TargetedPointerEvent<HTMLElement>): number {
  const { left, width } = event.currentTarget.getBoundingClientRect();
  return Math.min(Math.max((event.clientX - left) / Math.max(width, 1), 0), 1);
}

function page(event: TargetedKeyboardEvent<HTMLElement>, model: SessionModel): void {
  const direction = { PageUp: 1, PageDown: -1 }[event.key];
  if (direction === undefined) return;
  event.preventDefault();
  const now = partOf(model.playback.time.value, model.range.value);
  seekToPart(model, now + direction * PAGE_PART);
}

function IdleStretches({ model: { index, range } }: { model: SessionModel }) {
  const known = useComputed(() => Math.floor(index.progress.value * PROGRESS_STEPS)).value;
  const { from, to } = range.value;
  const stretches = useMemo(() => findIdleStretches(index, { from, to }), [index, known, from, to]);
  return (
    <>
      {stretches.map((stretch) => (
        <div
          key={stretch.from}
          class="track-idle"
          style={placeOf(stretch.from, stretch.to, range.value)}
        />
      ))}
    </>
  );
}
