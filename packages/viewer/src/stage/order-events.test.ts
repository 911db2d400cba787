import { EventType, type eventWithTime, IncrementalSource } from "@rrweb/types";
import { expect, test } from "vitest";
import { isMove, orderEvents } from "./order-events.js";

function event(type: EventType, timestamp: number, data: unknown = {}): eventWithTime {
  return { type, timestamp, data } as eventWithTime;
}

function moves(timestamp: number, offsets: readonly number[]): eventWithTime {
  const positions = offsets.map((timeOffset) => ({
    x: timestamp + timeOffset,
    y: 0,
    id: 1,
    timeOffset,
  }));
  return event(EventType.IncrementalSnapshot, timestamp, {
    source: IncrementalSource.MouseMove,
    positions,
  });
}

const snapshots = [event(EventType.Meta, 1000), event(EventType.FullSnapshot, 1001)];

test("gives each position of the mouse a time of its own, among the other events", () => {
  const mutation = event(EventType.IncrementalSnapshot, 1300, {
    source: IncrementalSource.Mutation,
  });
  const ordered = orderEvents([...snapshots, mutation, moves(1500, [-400, -200, 0])]);
  expect(ordered.map(({ timestamp }) => timestamp)).toEqual([1000, 1001, 1100, 1300, 1300, 1500]);
  expect(ordered.filter(isMove).map(({ data }) => data)).toEqual(
    [1100, 1300, 1500].map((x) => ({
      source: IncrementalSource.MouseMove,
      positions: [{ x, y: 0, id: 1, timeOffset: 0 }],
    })),
  );
});

test("shows no position before the snapshot that has its element", () => {
  const ordered = orderEvents([...snapshots, moves(1200, [-450, 0])]);
  expect(ordered.map(({ type }) => type)).toEqual([4, 2, 3, 3]);
  expect(ordered[2]?.timestamp).toBe(1001);
});

test("leaves out what is no event, and keeps what is broken for a word about it", () => {
  const broken = event(EventType.IncrementalSnapshot, 1100, null);
  const noPositions = event(EventType.IncrementalSnapshot, 1200, { source: 1, positions: 7 });
  const others = [null, "text", { type: 3 }, { type: 3, timestamp: "1" }];
  expect(orderEvents([...others, broken, noPositions])).toEqual([broken, noPositions]);
  expect(orderEvents([{ ...moves(1200, [0]), data: { source: 1, positions: [null] } }])).toEqual(
    [],
  );
});

test("takes more positions than a call has room for arguments", () => {
  const offsets = Array.from({ length: 200_000 }, () => 0);
  expect(orderEvents([moves(1200, offsets)])).toHaveLength(200_000);
});
