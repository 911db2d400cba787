import { expect, test } from "vitest";
import { parseMinutes } from "./arguments.ts";

test("minutes are five unless told", () => {
  expect(parseMinutes([])).toBe(5);
  expect(parseMinutes(["--minutes", "0.5"])).toBe(0.5);
});

test.each(["0", "", "five", "Infinity"])("--minutes=%s is refused", (text) => {
  expect(() => parseMinutes([`--minutes=${text}`])).toThrow("--minutes");
});

test("other arguments are refused", () => {
  expect(() => parseMinutes(["--hours", "1"])).toThrow("--hours");
});
