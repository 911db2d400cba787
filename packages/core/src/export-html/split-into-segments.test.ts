import { element, fullSnapshot, meta, mutation, text } from "@pagereel/testing/recordings";
import type { eventWithTime } from "@rrweb/types";
import { expect, test } from "vitest";
import { splitIntoSegments } from "./split-into-segments.js";

/** @param kilobytes - of text in the page */
function checkout(at: number, kilobytes: number): eventWithTime[] {
  const body = [element("p", {}, text("x".repeat(kilobytes * 1000)))];
  return [meta("https://a.test/", at), fullSnapshot({ body }, at + 1)];
}

function split(...events: eventWithTime[]) {
  return [...splitIntoSegments(events)];
}

function textOf({ lines }: { lines: Buffer[] }): string {
  return Buffer.concat(lines).toString();
}

test("a short recording is one segment, a line an event", () => {
  const events = [...checkout(0, 1), mutation({}, 5)];
  const [segment, ...others] = split(...events);
  expect(others).toEqual([]);
  expect(segment).toMatchObject({
    continued: false,
    firstTimestamp: events[0]?.timestamp,
    lastTimestamp: events[2]?.timestamp,
    checkouts: [{ timestamp: events[0]?.timestamp, offset: 0 }],
  });
  const lines = textOf(segment as never).split("\n");
  expect(lines.pop()).toBe("");
  expect(lines.map((line) => JSON.parse(line))).toEqual(events);
});

test("a full snapshot begins a segment where the one before is large", () => {
  const segments = split(...checkout(0, 700), ...checkout(20_000, 700), ...checkout(40_000, 1));
  expect(segments.map(({ continued, lines }) => [continued, lines.length])).toEqual([
    [false, 4],
    [false, 2],
  ]);
});

test("offsets of checkouts are bytes, and those are named that are 10 s apart", () => {
  const wide = mutation({ texts: [{ id: 1, value: "ü".repeat(100) }] }, 2);
  const [segment] = split(...checkout(0, 1), wide, ...checkout(5_000, 1), ...checkout(20_000, 1));
  const offsets = segment?.checkouts.map(({ offset }) => offset) ?? [];
  expect(offsets).toHaveLength(2);
  const text = Buffer.concat(segment?.lines ?? []);
  expect(text.subarray(offsets[1]).toString()).toMatch(/^\{"type":4,/);
});

test("without full snapshots a long text is cut all the same", () => {
  const large = (at: number) => mutation({ texts: [{ id: 1, value: "x".repeat(5_000_000) }] }, at);
  const segments = split(...checkout(0, 1), large(3), large(4), large(5));
  expect(segments.map(({ continued }) => continued)).toEqual([false, true]);
});

test("what begins without a full snapshot says so, and of nothing there is no segment", () => {
  expect(split(mutation({}))).toMatchObject([{ continued: true, checkouts: [] }]);
  expect(split()).toEqual([]);
});
