import { expect, test } from "vitest";
import { checkout, click, linesOf, move, START } from "../../test/support/events.js";
import { generateRecording } from "../../test/support/generate-recording.js";
import { MemorySource, target } from "../../test/support/memory-source.js";
import { openSessionData } from "./open-session-data.js";
import type { SessionData } from "./session-data.js";
import { SegmentProblem } from "./source/segment-problem.js";

const { signal } = new AbortController();

async function scanned(data: SessionData): Promise<{ lines: string[]; progress: number[] }> {
  const lines: string[] = [];
  const progress: number[] = [];
  for await (const some of data.scan(signal)) {
    lines.push(...some.lines.map((line) => `${some.targetId} ${line}`));
    progress.push(some.progress);
  }
  return { lines, progress };
}

test("tells the targets in the order in which they opened, and their times", async () => {
  const source = new MemorySource({
    targets: [
      target("B", { openedAt: START + 5, title: " Cart " }),
      target("A", { urls: [{ timestamp: START, url: "https://user:x@shop.test/a/?b=1#c" }] }),
      target("B", { title: "the same again" }),
    ],
    gaps: [
      { targetId: "B", from: START, to: START + 1, reason: "queue-full" },
      { from: START, to: START + 1, reason: "process-killed" },
    ],
  });
  source.add("B", [...checkout(10), move(30)]);
  source.add("C", checkout(7));
  const data = await openSessionData(source, signal);
  expect(data.targets.value).toMatchObject([
    { targetId: "A", label: "shop.test/a", gaps: [], firstTimestamp: undefined },
    { targetId: "B", label: "Cart", gaps: [{ reason: "queue-full" }] },
    { targetId: "C", label: "Unnamed tab", firstTimestamp: START + 7 },
  ]);
  expect(data.startTime.value).toBe(START + 7);
  expect(data.endTime.value).toBe(START + 30);
  expect(data.isLive.value).toBe(false);
});

test("a session without events has the times that its manifest has", async () => {
  const source = new MemorySource({ targets: [target("A")], endedAt: START + 500 });
  const data = await openSessionData(source, signal);
  expect([data.startTime.value, data.endTime.value]).toEqual([START, START + 500]);
  expect(await data.readWindow("A", START, signal)).toBeUndefined();
  expect(await data.readWindow("no such target", START, signal)).toBeUndefined();
  expect(await scanned(data)).toEqual({ lines: [], progress: [] });
});

test("times that cannot be are left out", async () => {
  const strange = { firstTimestamp: 1e300, lastTimestamp: Infinity, bytes: Infinity };
  const source = new MemorySource({
    startedAt: 1e300,
    endedAt: -1e300,
    targets: [target("A", { openedAt: 1e300 }), target("B", { openedAt: -Infinity })],
    gaps: [{ targetId: "A", from: -1e300, to: 1e300, reason: "x" }],
  });
  source.add("A", checkout(0), strange);
  const nothing = await openSessionData(source, signal);
  expect([nothing.startTime.value, nothing.endTime.value]).toEqual([0, 0]);
  source.add("A", [...checkout(10), move(20)], { checkouts: [{ timestamp: 1e300, offset: -5 }] });
  const data = await openSessionData(source, signal);
  expect([data.startTime.value, data.endTime.value]).toEqual([START + 10, START + 20]);
  for (const time of [Number.NaN, -Infinity]) {
    expect(await data.readWindow("A", time, signal)).toBeUndefined();
  }
  expect(await data.readWindow("A", Infinity, signal)).toMatchObject({ from: START });
  expect((await scanned(data)).lines).toHaveLength(5);
});

test("thousands of targets are no matter", async () => {
  const source = new MemorySource();
  for (let i = 0; i < 5000; i++) {
    const targetId = `T${i}`;
    source.manifest.targets.push(target(targetId, { openedAt: START + i }));
    source.add(targetId, i % 100 === 0 ? checkout(i) : [move(i)]);
  }
  const data = await openSessionData(source, signal);
  expect(data.targets.value).toHaveLength(5000);
  expect(data.targets.value.at(-1)?.targetId).toBe("T4999");
  expect(await data.readWindow("T4900", START + 4900, signal)).toMatchObject({ events: [{}, {}] });
});

test("a scan gives each line once, oldest segments first, and gaps for what is missing", async () => {
  const source = new MemorySource({ targets: [target("A"), target("B")] });
  source.add("A", [...checkout(0), click(1)]);
  source.add("A", checkout(500));
  source.add("A", checkout(700));
  source.add("B", checkout(100));
  source.fail("A", 3, new SegmentProblem("segment-missing", "It is missing."));
  const data = await openSessionData(source, signal);
  const { lines, progress } = await scanned(data);
  const events = [...checkout(0), click(1), ...checkout(100), ...checkout(500)];
  const texts = linesOf(events).trim().split("\n");
  expect(lines).toEqual(texts.map((line, i) => `${i === 3 || i === 4 ? "B" : "A"} ${line}`));
  expect(progress).toEqual(progress.toSorted((a, b) => a - b));
  expect(progress.at(-1)).toBe(1);
  expect(data.targets.value[0]?.gaps).toMatchObject([{ reason: "segment-missing" }]);
});

test("a long recording is read in parts", async () => {
  const shape = { durationMs: 700_000, eventCount: 3000, rowCount: 20 };
  const { manifest, segments } = generateRecording(shape);
  const reads: number[] = [];
  const data = await openSessionData(
    {
      sessionId: manifest.sessionId,
      readManifest: async () => manifest,
      async *readSegment({ number }) {
        reads.push(number);
        yield* segments[number - 1]?.text() ?? [];
      },
    },
    signal,
  );
  const middle = await data.readWindow("A", START + 340_000, signal);
  expect(reads).toEqual([2]);
  expect(middle?.from).toBeLessThanOrEqual(START + 340_000);
  expect(middle?.until).toBeGreaterThan(START + 340_000);
  let count = 0;
  let window = await data.readWindow("A", START, signal);
  for (let until = window?.from; window; window = await data.readNextWindow(window, signal)) {
    expect(window.from).toBe(until);
    until = window.until;
    count += window.events.length;
  }
  const total = manifest.segments.reduce((sum, { eventCount }) => sum + eventCount, 0);
  expect(count).toBe(total);
  expect((await scanned(data)).lines).toHaveLength(total);
});
