import { expect, test } from "vitest";
import { parseEventLine } from "./segment.js";

const line = JSON.stringify({ type: 5, data: { tag: "✓", payload: null }, timestamp: 1 });

test("a line is an event", () => {
  expect(parseEventLine(line)).toEqual(JSON.parse(line));
});

test.each([
  "",
  "7",
  "null",
  "[]",
  "{}",
  line.slice(0, -1),
  `${line}${line}`,
  '{"type":"5","timestamp":1}',
  '{"type":5,"timestamp":1e999}',
])("%s is none", (text) => {
  expect(parseEventLine(text)).toBeUndefined();
});
