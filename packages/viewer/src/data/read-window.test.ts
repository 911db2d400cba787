import type { eventWithTime } from "@rrweb/types";
import { expect, test } from "vitest";
import {
  brokenEvent,
  checkout,
  fullSnapshot,
  linesOf,
  meta,
  move,
  START,
  text,
} from "../../test/support/events.js";
import { MemorySource, target } from "../../test/support/memory-source.js";
import { openSessionData } from "./open-session-data.js";
import type { EventWindow, SessionData } from "./session-data.js";
import { SegmentProblem } from "./source/segment-problem.js";
import { ViewerError } from "./viewer-error.js";

const { signal } = new AbortController();

async function open(source: MemorySource): Promise<SessionData> {
  return openSessionData(source, signal);
}

function timesOf(window: EventWindow | undefined): number[] | undefined {
  return window?.events.map(({ timestamp }) => timestamp - START);
}

async function allWindows(data: SessionData, from = 0): Promise<number[][]> {
  const found: number[][] = [];
  let window = await data.readWindow("A", START + from, signal);
  while (window) {
    found.push(timesOf(window) ?? []);
    window = await data.readNextWindow(window, signal);
  }
  return found;
}

function recorded(...segments: eventWithTime[][]): MemorySource {
  const source = new MemorySource({ targets: [target("A")] });
  for (const events of segments) source.add("A", events);
  return source;
}

const s = (seconds: number) => seconds * 1000;

test("a window goes from a full snapshot to one that is 10 s later at least", async () => {
  const data = await open(
    recorded(
      [...checkout(0), move(s(1)), ...checkout(s(5)), move(s(6)), ...checkout(s(11)), move(s(12))],
      [...checkout(s(30)), move(s(31))],
    ),
  );
  expect(await allWindows(data)).toEqual([
    [0, 0, s(1), s(5), s(5), s(6)],
    [s(11), s(11), s(12)],
    [s(30), s(30), s(31)],
  ]);
  const window = await data.readWindow("A", START + s(7), signal);
  expect(timesOf(window)).toEqual([s(5), s(5), s(6), s(11), s(11), s(12)]);
  expect(window).toMatchObject({ from: START + s(5), until: START + s(30), isOpen: false });
  const last = await data.readWindow("A", START + s(99), signal);
  expect(last).toMatchObject({ from: START + s(30), until: Infinity });
  expect(await data.readWindow("A", START - 1, signal)).toBeUndefined();
});

test("a window goes on in a segment that does not begin with a full snapshot", async () => {
  const data = await open(
    recorded([...checkout(0), move(s(1))], [move(s(40)), ...checkout(s(50))]),
  );
  expect(await allWindows(data, s(41))).toEqual([
    [0, 0, s(1), s(40)],
    [s(50), s(50)],
  ]);
});

test("full snapshots are found where the manifest does not say where they are", async () => {
  const source = recorded();
  const events = [...checkout(0, text(9, "ä€😀")), move(s(1)), ...checkout(s(20)), move(s(21))];
  source.add("A", events, { checkouts: [] });
  const data = await open(source);
  expect(timesOf(await data.readWindow("A", START + s(21), signal))).toEqual([s(20), s(20), s(21)]);
});

test("or where it says it wrongly", async () => {
  const source = recorded();
  const checkouts = [{ timestamp: START + s(19), offset: 77 }];
  source.add("A", [...checkout(0), move(s(1)), ...checkout(s(20)), move(s(21))], { checkouts });
  const data = await open(source);
  expect(timesOf(await data.readWindow("A", START + s(21), signal))).toEqual([s(20), s(20), s(21)]);
});

test("events before any full snapshot are left out", async () => {
  const data = await open(recorded([move(0), move(s(1)), ...checkout(s(5)), move(s(6))]));
  expect(timesOf(await data.readWindow("A", START, signal))).toEqual([s(5), s(5), s(6)]);
  expect(await (await open(recorded([move(0)]))).readWindow("A", START, signal)).toBeUndefined();
});

test("a full snapshot without a Meta event gets one", async () => {
  const data = await open(recorded([fullSnapshot(0), move(1)]));
  const window = await data.readWindow("A", START, signal);
  expect(window?.events[0]).toMatchObject({ type: 4, data: { width: 1280, height: 720 } });
  expect(timesOf(window)).toEqual([0, 0, 1]);
});

test("events out of order are put in order, behind the full snapshot", async () => {
  const data = await open(recorded([...checkout(10), move(30), move(5), move(20)]));
  expect(timesOf(await data.readWindow("A", START + 40, signal))).toEqual([10, 10, 10, 20, 30]);
});

test("lines that are no events are left out", async () => {
  const source = recorded();
  const lines = linesOf([...checkout(0), brokenEvent(3, 1), { ...move(2), timestamp: 1e300 }]);
  const segment = source.add("A", [...checkout(0), move(9)]);
  source.manifest.segments = [];
  source.addText(segment, `${lines}{"type":3,"da\n\n[]\nnull\n${linesOf([move(9)])}{"type":`);
  const data = await open(source);
  expect(timesOf(await data.readWindow("A", START, signal))).toEqual([0, 0, 9]);
});

test("a segment that is gone is a gap, around which all plays", async () => {
  const source = recorded(
    [...checkout(0), move(s(1))],
    [...checkout(s(20)), move(s(21))],
    [move(s(40)), ...checkout(s(41)), move(s(42))],
  );
  source.fail("A", 2, new SegmentProblem("segment-missing", "It is missing."));
  const data = await open(source);
  expect(await allWindows(data)).toEqual([
    [0, 0, s(1)],
    [s(41), s(41), s(42)],
  ]);
  const within = await data.readWindow("A", START + s(25), signal);
  expect(timesOf(within)).toEqual([0, 0, s(1)]);
  expect(within?.until).toBe(START + s(41));
  expect(data.targets.value[0]?.gaps).toMatchObject([
    { reason: "segment-missing", from: START + s(20), to: START + s(21) },
  ]);
});

test("a segment whose end was cut is a gap", async () => {
  const source = recorded([...checkout(0), move(s(1))]);
  Object.assign(source.manifest.segments[0] ?? {}, { lastTimestamp: START + s(9) });
  const data = await open(source);
  expect(await allWindows(data)).toEqual([[0, 0, s(1)]]);
  expect(data.targets.value[0]?.gaps).toMatchObject([
    { reason: "segment-damaged", from: START + s(1), to: START + s(9) },
  ]);
});

test("a server that does not answer is told, and asked again", async () => {
  const source = recorded(checkout(0));
  source.fail("A", 1, new ViewerError("No answer.", true));
  const data = await open(source);
  await expect(data.readWindow("A", START, signal)).rejects.toThrow("No answer.");
  source.fail("A", 1);
  expect(timesOf(await data.readWindow("A", START, signal))).toEqual([0, 0]);
});

test("texts are read once", async () => {
  const source = recorded([...checkout(0), move(1)]);
  const data = await open(source);
  const first = await data.readWindow("A", START, signal);
  const second = await data.readWindow("A", START, signal);
  expect(source.reads).toEqual(["A/1"]);
  expect(second).toEqual(first);
});

test("a window ends early where it is aborted", async () => {
  const data = await open(recorded([...checkout(0), move(1)]));
  await expect(data.readWindow("A", START, AbortSignal.abort())).rejects.toThrow(/abort/i);
});

test("a Meta event alone does not begin anything", async () => {
  const data = await open(recorded([...checkout(0), meta(s(20)), move(s(21))]));
  expect(await allWindows(data)).toEqual([[0, 0, s(20), s(21)]]);
});
