import { constants, zstdCompressSync } from "node:zlib";
import { memoryStore } from "@pagereel/core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { GrowingSegment } from "../../test/support/growing-segment.js";
import {
  eventAt,
  linesOf,
  makeManifest,
  SESSION,
  START,
  segmentEntry,
} from "../../test/support/stored-sessions.js";
import type { Extents } from "./live-news.js";
import { LivePositions } from "./live-positions.js";
import { LiveReader } from "./live-reader.js";
import { LiveSegments } from "./live-segments.js";
import { type LiveStore, liveStore } from "./live-store.js";

const targets = [{ targetId: "A", openedAt: START, urls: [] }];

let store: LiveStore;
let positions: LivePositions;
let segments: LiveSegments;
let reader: LiveReader;

function begin(from = new LivePositions(SESSION)): void {
  positions = from;
  segments = new LiveSegments(positions);
  reader = new LiveReader(store, SESSION, positions, segments);
}

beforeEach(() => {
  store = liveStore(memoryStore());
  begin();
  segments.takeManifest(makeManifest({ state: "recording", targets }));
});
afterEach(() => reader[Symbol.dispose]());

const segment = (number: number) =>
  new GrowingSegment(store, { sessionId: SESSION, targetId: "A", number });
const told = (...written: GrowingSegment[]): Extents =>
  new Map([["A", new Map(written.map(({ ref, bytes }) => [ref.number, bytes]))]]);

/** What comes, the times of events and the reasons of gaps. */
async function read(): Promise<(number | string)[]> {
  const found: (number | string)[] = [];
  for await (const item of reader.read()) {
    if ("reason" in item) found.push(item.reason);
    else found.push(...item.events.map(({ timestamp }) => timestamp - START));
  }
  return found;
}

test("a segment that was given up is over when the next one begins", async () => {
  const [first, second] = [segment(1), segment(2)];
  await first.append(eventAt(0));
  segments.takeExtents(told(first));
  expect(await read()).toEqual([0]);
  await second.append(eventAt(1));
  segments.takeExtents(told(second));
  expect(await read()).toEqual([1]);
  await second.append(eventAt(2));
  segments.takeExtents(told(second));
  expect(await read()).toEqual([2]);
});

test("a segment that was written before anyone was told is not left out", async () => {
  const [first, second, third] = [segment(1), segment(2), segment(3)];
  for (const [at, one] of [first, second, third].entries()) await one.append(eventAt(at));
  segments.takeExtents(told(third));
  expect(await read()).toEqual([0, 1, 2]);
});

test("one that was lost, and is in no manifest, is no gap", async () => {
  const [first, third] = [segment(1), segment(3)];
  await first.append(eventAt(0));
  await third.append(eventAt(2));
  segments.takeExtents(told(first, third));
  expect(await read()).toEqual([0, 2]);
});

test("what is told of and cannot be read yet is read when it can be", async () => {
  const first = segment(1);
  segments.takeExtents(new Map([["A", new Map([[1, 100]])]]));
  expect(await read()).toEqual([]);
  await first.append(eventAt(0));
  expect(await read()).toEqual([0]);
});

test("the last line of a recording that was cut comes once, over a resume too", async () => {
  const events = [eventAt(0), eventAt(1)];
  const text = linesOf(events).subarray(0, -1);
  const bytes = zstdCompressSync(text, { finishFlush: constants.ZSTD_e_flush });
  await store.appendSegment({ sessionId: SESSION, targetId: "A", number: 1 }, 0, bytes);
  const entry = { ...segmentEntry("A", 1, events), bytes: bytes.length };
  const manifest = makeManifest({ state: "recovered", targets, segments: [entry] });
  segments.takeManifest(manifest);
  const ids: string[] = [];
  const found: number[] = [];
  for await (const item of reader.read()) {
    if ("events" in item) found.push(...item.events.map(({ timestamp }) => timestamp - START));
    ids.push(positions.toId());
  }
  expect(found).toEqual([0, 1]);
  const rests: unknown[] = [];
  for (const id of ids) {
    begin(LivePositions.resume(SESSION, id, ["A"]));
    segments.takeManifest(manifest);
    rests.push(await read());
  }
  expect(rests).toEqual([[1], []]);
});

test("an id of a target that is none is a gap, and the store is not asked", async () => {
  const targetId = "../../etc";
  const entry = { ...segmentEntry("A", 1, [eventAt(0)]), targetId };
  segments.takeManifest(makeManifest({ segments: [entry] }));
  expect(await read()).toEqual(["segment-damaged"]);
});
