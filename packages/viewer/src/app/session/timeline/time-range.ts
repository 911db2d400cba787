/** What a timeline shows. ms since the epoch; `to` is later than `from`. */
export interface TimeRange {
  from: number;
  to: number;
}

/** @returns a range that is never empty, whatever a recording says its times are */
export function timeRange(from: number, to: number): TimeRange {
  if (!Number.isFinite(from)) return { from: 0, to: 1 };
  return { from, to: Number.isFinite(to) && to > from ? to : from + 1 };
}

/** Where a time lies in a range: 0 to 1. */
export function partOf(time: number, { from, to }: TimeRange): number {
  const part = (time - from) / (to - from);
  return Number.isFinite(part) ? Math.min(Math.max(part, 0), 1) : 0;
}

/** The time at a part of a range. */
export function timeAt(part: number, { from, to }: TimeRange): number {
  return from + Math.min(Math.max(part, 0), 1) * (to - from);
}

/** Where a stretch of time lies: `left` and `width` for a style, in percent. */
export function placeOf(from: number, to: number, range: TimeRange) {
  const left = partOf(from, range);
  const width = Math.max(partOf(to, range) - left, 0);
  return { left: `${left * 100}%`, width: `${width * 100}%` };
}

const NICE_STEPS_MS = [
  100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000,
  900_000, 1_800_000, 3_600_000,
];
/** px that a mark's text needs, with some air. */
const MARK_WIDTH = 84;

/** Round offsets in ms for a ruler: as many as fit `width` px. */
export function rulerMarks({ from, to }: TimeRange, width: number): number[] {
  const atLeast = ((to - from) * MARK_WIDTH) / Math.max(width, 1);
  // Longer than any step: whole hours.
  const hours = Math.ceil(atLeast / 3_600_000) * 3_600_000;
  const step = NICE_STEPS_MS.find((nice) => nice >= atLeast) ?? hours;
  const count = Math.floor((to - from) / step) + 1;
  return Array.from({ length: count }, (_, index) => index * step);
}
