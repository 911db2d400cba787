import type { Gap } from "@pagereel/protocol";
import { useMemo } from "preact/hooks";
import { mergeGaps } from "./merged-gaps.js";
import type { TimeRange } from "./time-range.js";

interface GapBarsProps {
  gaps: readonly Gap[];
  range: TimeRange;
  /** px. */
  width: number;
}

/** What is missing, hatched, with its reason as a tooltip. */
export function GapBars({ gaps, range, width }: GapBarsProps) {
  const { from, to } = range;
  const bars = useMemo(() => mergeGaps(gaps, { from, to }, width), [gaps, from, to, width]);
  return (
    <>
      {bars.map((bar) => (
        <div
          key={bar.left}
          class="gap-bar"
          title={bar.words}
          style={{ left: `${bar.left}px`, width: `${bar.width}px` }}
        />
      ))}
    </>
  );
}
