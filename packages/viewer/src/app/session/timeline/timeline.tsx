import { useComputed } from "@preact/signals";
import { useRef } from "preact/hooks";
import { formatMark } from "../../../ui/format-time.js";
import { useElementWidth } from "../../../ui/use-element-width.js";
import type { SessionModel } from "../session-model.js";
import { Lanes } from "./lanes.js";
import { partOf, rulerMarks, type TimeRange } from "./time-range.js";
import { Track } from "./track.js";

/** The whole session on one line, and below it a line for each of its tabs. */
export function Timeline({ model }: { model: SessionModel }) {
  const lines = useRef<HTMLDivElement>(null);
  const width = useElementWidth(lines);
  const range = model.range.value;
  return (
    <div class="timeline">
      <div ref={lines} class="timeline-column">
        <Ruler range={range} width={width} />
        <Playhead model={model} />
      </div>
      <Track model={model} width={width} />
      <Lanes model={model} width={width} />
    </div>
  );
}

function Ruler({ range, width }: { range: TimeRange; width: number }) {
  return (
    <div class="ruler numeric" aria-hidden="true">
      {rulerMarks(range, width).map((offset) => (
        <span
          key={offset}
          class="ruler-mark"
          style={{ left: `${partOf(range.from + offset, range) * 100}%` }}
        >
          {formatMark(offset)}
        </span>
      ))}
    </div>
  );
}

function Playhead({ model: { playback, range } }: { model: SessionModel }) {
  const style = useComputed(() => `left:${partOf(playback.time.value, range.value) * 100}%`);
  return <div class="playhead" style={style} aria-hidden="true" />;
}
