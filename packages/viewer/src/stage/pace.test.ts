import { expect, test } from "vitest";
import { followEdge, startSkip } from "./pace.js";

test("goes through any stretch in the same time, up to just before what comes", () => {
  expect(startSkip(0, 7300, 1)).toEqual({ until: 7000, rate: 10 });
  expect(startSkip(0, 3_600_300, 1)?.rate).toBeCloseTo(3_600_000 / 700);
});

test("does not slow down", () => {
  expect(startSkip(0, 7300, 16)).toBeUndefined();
  expect(startSkip(7200, 7300, 1)).toBeUndefined();
});

test("follows the live edge less than a second behind, and never ahead", () => {
  expect(followEdge(10_000, 16, 10_500)).toBe(10_016);
  expect(followEdge(10_000, 16, 60_000)).toBe(59_300);
  expect(followEdge(10_000, 16, 10_010)).toBe(10_010);
});
