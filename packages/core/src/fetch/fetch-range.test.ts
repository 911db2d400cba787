import type { ManifestSegment } from "@pagereel/protocol";
import { EventType, type eventWithTime } from "@rrweb/types";
import { beforeEach, describe, expect, test } from "vitest";
import { collect } from "../../test/support/collect.js";
import { SESSION, storeEvents, timestampsOf } from "../../test/support/stored-session.js";
import { memoryStore } from "../stores/memory-store.js";
import type { Store } from "../stores/store.js";
import { type FetchRecordingOptions, fetchRecording } from "./fetch-recording.js";
import { streamRecording } from "./stream-recording.js";

const { Meta, FullSnapshot, IncrementalSnapshot } = EventType;

function event(type: EventType, timestamp: number): eventWithTime {
  return { type, timestamp, data: {} } as eventWithTime;
}

/** A full snapshot with its Meta event, and changes at these times after it. */
function snapshot(timestamp: number, ...changes: number[]): eventWithTime[] {
  return [event(Meta, timestamp), event(FullSnapshot, timestamp), ...changesAt(...changes)];
}

function changesAt(...times: number[]): eventWithTime[] {
  return times.map((time) => event(IncrementalSnapshot, time));
}

let store: Store;
let asked: number[];

beforeEach(() => {
  const memory = memoryStore();
  asked = [];
  const readSegment: Store["readSegment"] = (ref) => {
    asked.push(ref.number);
    return memory.readSegment(ref);
  };
  store = { ...memory, readSegment };
});

/** The timestamps of the events of A1 that both ways to read give; they must agree. */
async function read(range: FetchRecordingOptions): Promise<number[]> {
  const { events } = await fetchRecording(SESSION, { store, ...range });
  const stream = await collect(streamRecording(SESSION, { store, ...range }));
  expect(stream.map(({ event }) => event)).toEqual(Object.values(events).flat());
  asked.splice(asked.length / 2);
  return timestampsOf(events).A1 ?? [];
}

describe("one minute of many", () => {
  beforeEach(async () => {
    const A1 = [
      snapshot(100, 110, 150),
      snapshot(200, 210, 250),
      changesAt(260, 290),
      [...changesAt(300), ...snapshot(310, 320), ...snapshot(330, 340, 350)],
      snapshot(400, 410),
    ];
    await storeEvents(store, { A1, B2: [snapshot(900)] });
  });

  test.each([
    ["begins with the snapshot before it", 205, 211, [200, 200, 210], [2]],
    ["begins at a snapshot", 400, 405, [400, 400], [5]],
    ["has both its ends", 210, 250, [200, 200, 210, 250], [2]],
    ["goes over segments", 255, 300, [200, 200, 210, 250, 260, 290, 300], [2, 3, 4]],
    ["begins before the recording", 0, 110, [100, 100, 110], [1]],
    ["ends after it", 405, 9999, [400, 400, 410], [5]],
    ["is after it", 5000, 9999, [400, 400, 410], [5]],
    ["is before it", 0, 50, [], []],
    ["is a moment", 210, 210, [200, 200, 210], [2]],
  ])("%s", async (_, from, to, times, segments) => {
    const { events } = await fetchRecording(SESSION, { store, from, to });
    expect(timestampsOf(events).A1 ?? []).toEqual(times);
    expect(asked.filter((number) => number !== 1 || segments.includes(1))).toEqual(segments);
    asked = [];
    expect(await read({ from, to })).toEqual(times);
  });

  test("may have one end only", async () => {
    expect(await read({ from: 400 })).toEqual([400, 400, 410]);
    expect(await read({ to: 110 })).toEqual([100, 100, 110]);
  });

  test("has its own duration", async () => {
    expect(await fetchRecording(SESSION, { store, from: 205, to: 250 })).toMatchObject({
      duration: 50,
    });
    expect(await fetchRecording(SESSION, { store, to: 50 })).toEqual({
      sessionId: SESSION,
      duration: 0,
      events: {},
    });
  });

  test("begins with a snapshot in the middle of a segment", async () => {
    expect(await read({ from: 345, to: 360 })).toEqual([330, 330, 340, 350]);
    expect(asked).toEqual([2, 3, 4]);
  });

  test("reads from there where the manifest knows it", async () => {
    const manifest = JSON.parse((await store.readManifest(SESSION)) ?? "");
    const checkouts = [310, 330].map((timestamp) => ({ timestamp, offset: 0 }));
    manifest.segments = manifest.segments.map((segment: ManifestSegment) =>
      segment.number === 4 ? { ...segment, checkouts } : segment,
    );
    await store.writeManifest(manifest);
    expect(await read({ from: 345, to: 360 })).toEqual([330, 330, 340, 350]);
    expect(asked).toEqual([4]);
    asked = [];
    expect(await read({ from: 305, to: 320 })).toEqual([
      200, 200, 210, 250, 260, 290, 300, 310, 310, 320,
    ]);
  });
});

test("of a snapshot only its full part counts: without it nothing can be shown", async () => {
  const A1 = [[...snapshot(100, 110), event(Meta, 200), event(FullSnapshot, 205)]];
  await storeEvents(store, { A1 });
  expect(await read({ from: 200 })).toEqual([100, 100, 110, 200, 205]);
  expect(await read({ from: 205 })).toEqual([200, 205]);
});

test("what has no snapshot before the range is given from its beginning", async () => {
  await storeEvents(store, { A1: [changesAt(100, 200), changesAt(300, 400)] });
  expect(await read({ from: 250, to: 300 })).toEqual([100, 200, 300]);
});

test("segments begun after the manifest was written count too", async () => {
  const A1 = [snapshot(100, 110), snapshot(200, 210), snapshot(300, 310)];
  await storeEvents(store, { A1 });
  const { segments } = JSON.parse((await store.readManifest(SESSION)) ?? "");
  const known = segments.slice(0, 2);
  await storeEvents(store, {}, { state: "recording", segments: known });
  expect(await read({ from: 305, partial: true })).toEqual([300, 300, 310]);
  asked = [];
  expect(await read({ from: 150, to: 160, partial: true })).toEqual([100, 100, 110]);
  expect(asked).toEqual([1]);
});

test("a stream holds back so many events and no more; it then begins at an earlier snapshot", async () => {
  const changes = changesAt(...Array.from({ length: 20_000 }, () => 150));
  await storeEvents(store, { A1: [[...snapshot(100), ...changes, ...snapshot(200, 210)]] });
  const { events } = await fetchRecording(SESSION, { store, from: 205 });
  expect(timestampsOf(events)).toEqual({ A1: [200, 200, 210] });
  const stream = await collect(streamRecording(SESSION, { store, from: 205 }));
  expect(stream).toHaveLength(2 + 20_000 + 3);
});
