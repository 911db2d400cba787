import { expect, test } from "vitest";
import { differencesByRound, ratiosByRound } from "./by-round.ts";

const base = new Map([
  [1, 100],
  [2, 200],
  [3, 0],
]);

test("compares with the base of the same round only", () => {
  const figures = new Map([
    [2, 300],
    [1, 110],
  ]);
  expect(ratiosByRound(figures, base)).toEqual([1.5, 1.1]);
  expect(differencesByRound(figures, base)).toEqual([100, 10]);
});

test("leaves out rounds that the base lacks, and ratios to nothing", () => {
  const figures = new Map([
    [3, 5],
    [4, 6],
  ]);
  expect(ratiosByRound(figures, base)).toEqual([]);
  expect(differencesByRound(figures, base)).toEqual([5]);
});
