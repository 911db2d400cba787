import { EventType, type eventWithTime, IncrementalSource } from "@rrweb/types";
import { expect, test } from "vitest";
import { countUntil, findEntry, findStep } from "./find-event.js";

function event(type: EventType, timestamp: number, source = IncrementalSource.Mutation) {
  return { type, timestamp, data: { source } } as eventWithTime;
}

const events = [
  event(EventType.Meta, 10),
  event(EventType.FullSnapshot, 12),
  event(EventType.IncrementalSnapshot, 20),
  event(EventType.IncrementalSnapshot, 25, IncrementalSource.MouseMove),
  event(EventType.Meta, 30),
  event(EventType.FullSnapshot, 30),
  event(EventType.Custom, 40),
];

test("counts the events up to a time", () => {
  expect([0, 10, 11, 30, 100].map((time) => countUntil(events, time))).toEqual([0, 1, 1, 6, 7]);
});

test("begins with the last full snapshot until a time, and its Meta event", () => {
  expect([12, 29, 30, 99].map((time) => findEntry(events, time))).toEqual([0, 0, 4, 4]);
});

test("begins with the first full snapshot where the time is before it", () => {
  expect(findEntry(events, 11)).toBe(0);
  expect(findEntry(events.slice(1), 11)).toBe(0);
  expect(findEntry(events.slice(2, 4), 20)).toBeUndefined();
});

test("stops at what shows something new", () => {
  expect([0, 20, 40].map((time) => findStep(events, time, 1))).toEqual([20, 40, undefined]);
  expect([99, 40, 20].map((time) => findStep(events, time, -1))).toEqual([40, 20, undefined]);
});
