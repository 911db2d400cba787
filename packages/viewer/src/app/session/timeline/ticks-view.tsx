import { useMemo } from "preact/hooks";
import type { Marker } from "../../../index/session-index.js";
import { mergeTicks, type TickRow, TONES, type Tone, tickPath } from "./ticks.js";
import type { TimeRange } from "./time-range.js";

interface TicksProps {
  markers: readonly Marker[];
  range: TimeRange;
  /** px. */
  width: number;
  /** Where those of a tone stand. */
  rowOf: (tone: Tone) => TickRow;
}

/** Markers as ticks: one path for each kind, however many there are. */
export function Ticks({ markers, range, width, rowOf }: TicksProps) {
  const { from, to } = range;
  const ticks = useMemo(() => mergeTicks(markers, { from, to }, width), [markers, from, to, width]);
  return (
    <svg class="ticks" width={width} height="100%" aria-hidden="true">
      {TONES.map((tone) => {
        const places = ticks.get(tone);
        return (
          places && <path key={tone} class={`tone-${tone}`} d={tickPath(places, rowOf(tone))} />
        );
      })}
    </svg>
  );
}
