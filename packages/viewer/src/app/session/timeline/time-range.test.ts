import { expect, test } from "vitest";
import { partOf, placeOf, rulerMarks, timeAt, timeRange } from "./time-range.js";

const range = { from: 1000, to: 3000 };

test("a time and its place lead to each other", () => {
  expect(partOf(1500, range)).toBe(0.25);
  expect(timeAt(0.25, range)).toBe(1500);
});

test("what lies outside is brought inside", () => {
  expect(partOf(0, range)).toBe(0);
  expect(partOf(9000, range)).toBe(1);
  expect(timeAt(7, range)).toBe(3000);
  expect(placeOf(0, 2000, range)).toEqual({ left: "0%", width: "50%" });
});

test.each([
  [5, 5, { from: 5, to: 6 }],
  [5, 1, { from: 5, to: 6 }],
  [Number.NaN, 7, { from: 0, to: 1 }],
  [5, Number.POSITIVE_INFINITY, { from: 5, to: 6 }],
])("%d to %d is a range that has a length", (from, to, expected) => {
  expect(timeRange(from, to)).toEqual(expected);
});

test("a ruler has round marks that have room", () => {
  expect(rulerMarks({ from: 7, to: 60_007 }, 1000)).toEqual([
    0, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000,
  ]);
  expect(rulerMarks({ from: 0, to: 7_200_000 }, 300)).toEqual([0, 3_600_000, 7_200_000]);
  expect(rulerMarks({ from: 0, to: 1e15 }, 300).length).toBeLessThan(10);
});
