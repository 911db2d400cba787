import { expect, test } from "vitest";
import { formatStart } from "./format-start.js";

test("a time is shown as a date, and one that is none is not", () => {
  expect(formatStart(Date.UTC(2026, 4, 15))).toContain("2026");
  expect(formatStart(1e300)).toBeUndefined();
});
