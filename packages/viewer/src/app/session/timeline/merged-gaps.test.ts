import { expect, test } from "vitest";
import { mergeGaps } from "./merged-gaps.js";

const range = { from: 0, to: 1000 };

test("gaps that touch on the screen are one, with the words of all", () => {
  const gaps = [
    { from: 500, to: 600, reason: "sink-slow" },
    { from: 0, to: 10, reason: "target-crashed" },
    { from: 12, to: 30, reason: "batch-lost" },
  ];
  const bars = mergeGaps(gaps, range, 100);
  expect(bars.map(({ left, width }) => [left, width])).toEqual([
    [0, 5],
    [50, 10],
  ]);
  expect(bars[0]?.words).toMatch(/crashed.*lost/);
});

test("a gap of an instant can be seen, also at the very end", () => {
  expect(mergeGaps([{ from: 1000, to: 1000, reason: "x" }], range, 100)).toMatchObject([
    { left: 96, width: 4 },
  ]);
});

test("a great many reasons are not all told", () => {
  const gaps = Array.from({ length: 200_000 }, (_, index) => ({
    from: 1,
    to: 2,
    reason: `r${index}`,
  }));
  expect(mergeGaps(gaps, range, 100)[0]?.words).toMatch(/And 199997 more\.$/);
});
