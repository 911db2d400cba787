import { expect, test } from "vitest";
import { spreadOf } from "./spread.ts";

test("the median and the quartiles of an odd number of figures, in any order", () => {
  const spread = spreadOf([5, 1, 4, 2, 3]);
  expect(spread).toEqual({ median: 3, lowerQuartile: 2, upperQuartile: 4, count: 5 });
});

test("between two figures where none is in the middle", () => {
  const spread = spreadOf([10, 20, 30, 40]);
  expect(spread).toEqual({ median: 25, lowerQuartile: 17.5, upperQuartile: 32.5, count: 4 });
});

test("sorts by value, not by digits", () => {
  expect(spreadOf([9, 100, 20])?.median).toBe(20);
});

test("one figure is its own quartiles, none has no spread", () => {
  expect(spreadOf([7])).toEqual({ median: 7, lowerQuartile: 7, upperQuartile: 7, count: 1 });
  expect(spreadOf([])).toBeUndefined();
});
