import { expect, test } from "vitest";
import { nextPosition } from "./next-position.js";

test.each([
  ["ArrowDown", 0, 1],
  ["ArrowDown", 4, 4],
  ["ArrowUp", 0, 0],
  ["ArrowDown", -1, 0],
  ["PageDown", 1, 4],
  ["Home", 3, 0],
  ["End", 0, 4],
])("%s leads from %i to %i of five", (key, from, to) => {
  expect(nextPosition(key, from, 5, "vertical")).toBe(to);
});

test("other keys, and keys of the other axis, lead nowhere", () => {
  expect(nextPosition("ArrowLeft", 1, 5, "vertical")).toBeUndefined();
  expect(nextPosition("a", 1, 5, "horizontal")).toBeUndefined();
  expect(nextPosition("End", -1, 0, "vertical")).toBeUndefined();
});
