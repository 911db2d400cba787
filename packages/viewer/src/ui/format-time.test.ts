import { expect, test } from "vitest";
import {
  formatClock,
  formatDate,
  formatDuration,
  formatMark,
  spellDuration,
} from "./format-time.js";

const HOUR_MS = 3_600_000;

test.each([
  [0, 5000, "0:00.0"],
  [83_456, 240_000, "1:23.4"],
  [83_456, HOUR_MS / 2, "01:23.4"],
  [83_456, HOUR_MS, "0:01:23.4"],
  [2 * HOUR_MS + 5, 2 * HOUR_MS, "2:00:00.0"],
  [-5, 1000, "0:00.0"],
  [Number.NaN, 1000, "0:00.0"],
])("%d ms of %d is %s on the clock", (ms, wholeMs, text) => {
  expect(formatClock(ms, wholeMs)).toBe(text);
});

test.each([
  [0, "0:00"],
  [5000, "0:05"],
  [500, "0:00.5"],
  [HOUR_MS + 60_000, "1:01:00"],
])("%d ms is %s on the ruler", (ms, text) => {
  expect(formatMark(ms)).toBe(text);
});

test.each([
  [0, "0 s"],
  [340, "340 ms"],
  [12_900, "12 s"],
  [252_000, "4 min 12 s"],
  [240_000, "4 min"],
  [2 * HOUR_MS + 300_000, "2 h 5 min"],
])("%d ms lasts %s", (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

test.each([
  [0, "0 seconds"],
  [83_456, "1 minute 23 seconds"],
  [HOUR_MS + 2000, "1 hour 2 seconds"],
])("%d ms is spelled %s", (ms, text) => {
  expect(spellDuration(ms)).toBe(text);
});

test("what is no time is no error", () => {
  expect(formatDate(1e300)).toBe("an unknown time");
  expect(formatDate(1_700_000_000_000)).toMatch(/2023/);
});
