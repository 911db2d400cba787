import { expect, test } from "vitest";
import { parseSegment } from "./segment.js";

test("a segment that was cut gives the events before the cut", () => {
  const lines = [1, 2, 3].map((timestamp) => JSON.stringify({ type: 5, data: {}, timestamp }));
  const text = `${lines.join("\n")}\n`;
  expect(parseSegment(text)).toMatchObject({ brokenLines: 0 });
  const cut = parseSegment(text.slice(0, -10));
  expect(cut.brokenLines).toBe(1);
  expect(cut.events.map(({ timestamp }) => timestamp)).toEqual([1, 2]);
  expect(parseSegment("")).toEqual({ events: [], brokenLines: 0 });
});
