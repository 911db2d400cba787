import { expect, test } from "vitest";
import { visibleRange } from "./use-visible-range.js";

test("only what is seen is rendered, and a little around it", () => {
  expect(visibleRange({ offset: 1000, size: 200 }, 5000, 20)).toEqual({ first: 46, end: 64 });
});

test("a range stays within the list", () => {
  expect(visibleRange({ offset: 0, size: 200 }, 3, 20)).toEqual({ first: 0, end: 3 });
  expect(visibleRange({ offset: 9000, size: 200 }, 3, 20)).toEqual({ first: 3, end: 3 });
});
