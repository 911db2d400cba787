import { expect, test } from "vitest";
import { dayEnd, dayOf, dayStart } from "./days.js";

test("a day begins and ends in the reader's zone", () => {
  const start = dayStart("2026-05-28");
  expect(start).toBe(new Date(2026, 4, 28).getTime());
  expect(dayEnd("2026-05-28")).toBe(new Date(2026, 4, 29).getTime() - 1);
  expect(dayOf(start)).toBe("2026-05-28");
  expect(dayOf(dayEnd("2026-05-28"))).toBe("2026-05-28");
});

test("what is no day has no time, and the other way round", () => {
  expect(dayStart("")).toBeUndefined();
  expect(dayEnd("soon")).toBeUndefined();
  expect(dayOf(undefined)).toBe("");
  expect(dayOf(1e300)).toBe("");
});
