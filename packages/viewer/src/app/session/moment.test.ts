import { expect, test } from "vitest";
import { formatMoment, parseMoment } from "./moment.js";

test("a moment comes back as it was written", () => {
  const moment = { offset: 12_345, targetId: "A&B #1" };
  expect(parseMoment(formatMoment(moment))).toEqual(moment);
});

test.each([
  ["", {}],
  ["#", {}],
  ["#t=", {}],
  ["#t=abc&target=", {}],
  ["#t=-5", { offset: 0 }],
  ["#t=1e999", {}],
  ["#target=T1", { targetId: "T1" }],
])("%j is read as %j", (hash, moment) => {
  expect(parseMoment(hash)).toEqual(moment);
});

test("a moment is written in whole milliseconds", () => {
  expect(formatMoment({ offset: 12.7 })).toBe("#t=13");
});
