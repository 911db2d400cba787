import type { Gap } from "@pagereel/protocol";
import { describeGap } from "../../../data/gap-words.js";
import { partOf, type TimeRange } from "./time-range.js";

/** px; narrower, a gap cannot be seen, and two cannot be told apart. */
const MIN_WIDTH = 4;
/** Sentences of one place; more are counted. */
const MAX_SENTENCES = 3;

/** Gaps that are drawn as one. */
export interface GapBar {
  /** px. */
  left: number;
  width: number;
  words: string;
}

/** Puts gaps on a line of some px. Those that would touch are one. */
export function mergeGaps(gaps: readonly Gap[], range: TimeRange, width: number): GapBar[] {
  const bars: { left: number; right: number; gaps: Gap[] }[] = [];
  for (const gap of gaps.toSorted((one, other) => one.from - other.from)) {
    const left = Math.min(partOf(gap.from, range) * width, width - MIN_WIDTH);
    const right = Math.max(partOf(gap.to, range) * width, left + MIN_WIDTH);
    const last = bars.at(-1);
    if (!last || left > last.right) bars.push({ left, right, gaps: [gap] });
    else {
      last.right = Math.max(last.right, right);
      last.gaps.push(gap);
    }
  }
  return bars.map(toBar);
}

function toBar({ left, right, gaps }: { left: number; right: number; gaps: Gap[] }): GapBar {
  return {
    left: Math.round(left),
    width: Math.round(right - left),
    words: wordsOf(gaps),
  };
}

function wordsOf(gaps: readonly Gap[]): string {
  const sentences = [...new Set(gaps.map(describeGap))];
  const more = sentences.length - MAX_SENTENCES;
  const shown = sentences.slice(0, MAX_SENTENCES).join(" ");
  return more > 0 ? `${shown} And ${more} more.` : shown;
}
