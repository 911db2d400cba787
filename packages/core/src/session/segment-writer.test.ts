import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { decompress } from "fzstd";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { event, makeWriter, segment, times, timestampsIn } from "../../test/support/make-writer.js";
import { readWhole } from "../../test/support/read-segments.js";
import { scriptedSink } from "../../test/support/scripted-sink.js";
import { SESSION } from "../../test/support/stored-session.js";
import { fileStore } from "../stores/file-store.js";
import { memoryStore } from "../stores/memory-store.js";

afterEach(() => {
  vi.restoreAllMocks();
});

describe("writing", () => {
  test("closed segments are whole, in order, and described", async () => {
    const store = memoryStore();
    const { writer, segments, gaps, errors } = makeWriter(store);
    writer.append(event(1000), 1000, true);
    writer.append(event(1002), 1002, false);
    await writer.flush();
    writer.append(event(1001), 1001, false);
    await writer.close();
    const text = `${event(1000)}\n${event(1002)}\n${event(1001)}\n`;
    expect(await readWhole(store, segment(1))).toBe(text);
    expect([...segments.values()]).toEqual([
      {
        targetId: "A1B2",
        number: 1,
        state: "closed",
        continued: false,
        firstTimestamp: 1000,
        lastTimestamp: 1002,
        eventCount: 3,
        bytes: (await store.readSegment(segment(1)))?.length,
        crc32: expect.stringMatching(/^[0-9a-f]{8}$/),
        checkouts: [{ timestamp: 1000, offset: 0 }],
      },
    ]);
    expect({ gaps, errors }).toEqual({ gaps: [], errors: [] });
  });

  test("full snapshots are found by where they begin in the text, those that are far enough apart", async () => {
    const store = memoryStore();
    const { writer, segments } = makeWriter(store);
    for (const at of [0, 1, 9_999, 10_000, 10_001]) writer.append(event(at, "✓"), at, at !== 1);
    await writer.close();
    const text = Buffer.from((await readWhole(store, segment(1))) ?? "");
    const checkouts = segments.get(1)?.checkouts ?? [];
    expect(checkouts.map(({ timestamp }) => timestamp)).toEqual([0, 10_000]);
    const last = text.subarray(checkouts[1]?.offset).toString();
    expect(last.startsWith(event(10_000, "✓"))).toBe(true);
  });

  test("what is appended is in the sink soon, without being asked for", async () => {
    const sink = scriptedSink();
    const { writer, segments } = makeWriter(sink);
    writer.append(event(1), 1, true);
    expect(sink.appends).toHaveLength(0);
    await vi.waitFor(async () => expect(await timestampsIn(sink.store)).toEqual([[1]]));
    expect(segments.get(1)).toMatchObject({ state: "open", eventCount: 1 });
    expect(writer.pendingBytes).toBe(0);
  });

  test("much is written at once", async () => {
    const sink = scriptedSink();
    const { writer } = makeWriter(sink, { flushIntervalMs: 1_000_000, chunkBytes: 1000 });
    writer.append(event(1, "x".repeat(400)), 1, true);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(sink.appends).toHaveLength(0);
    writer.append(event(2, "x".repeat(600)), 2, false);
    await vi.waitFor(async () => expect(await timestampsIn(sink.store)).toEqual([[1, 2]]));
  });

  test("writes follow each other, however slow the sink and however many wait", async () => {
    const sink = scriptedSink(() => new Promise((resolve) => setTimeout(resolve, 5)));
    const { writer } = makeWriter(sink, { flushIntervalMs: 0, chunkBytes: 100 });
    for (let at = 1; at <= 40; at++) {
      writer.append(event(at), at, at === 1);
      if (at % 10 === 0) void writer.flush();
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await Promise.all([writer.close(), writer.flush(), writer.close()]);
    expect(sink.overlaps).toBe(0);
    expect(sink.appends.length).toBeGreaterThan(5);
    expect(await timestampsIn(sink.store)).toEqual([times(1, 40)]);
  });

  test("flush waits for what was appended before it only", async () => {
    const sink = scriptedSink();
    const { writer } = makeWriter(sink);
    writer.append(event(1), 1, true);
    const flushed = writer.flush();
    const more = setInterval(() => writer.append(event(2), 2, false), 0);
    onTestFinished(() => clearInterval(more));
    await flushed;
    expect((await timestampsIn(sink.store))[0]).toContain(1);
  });

  test("a target without events leaves no segment", async () => {
    const sink = scriptedSink();
    const { writer, segments } = makeWriter(sink);
    await writer.flush();
    await writer.close();
    expect(sink.appends).toHaveLength(0);
    expect(segments.size).toBe(0);
  });

  test("what comes after the close is a gap", async () => {
    const sink = scriptedSink();
    const { writer, gaps } = makeWriter(sink);
    writer.append(event(1), 1, true);
    await writer.close();
    writer.append(event(2), 2, false);
    writer.append(event(3), 3, false);
    await writer.close();
    expect(gaps).toEqual([{ targetId: "A1B2", from: 2, to: 3, reason: "writer-closed" }]);
    expect(await timestampsIn(sink.store)).toEqual([[1]]);
  });
});

describe("segments", () => {
  const FILLER = "x".repeat(100_000);

  test("a snapshot begins a new one where the open one holds 8 MB", async () => {
    const sink = scriptedSink();
    const { writer, segments } = makeWriter(sink);
    const filler = "x".repeat(3_000_000);
    writer.append(event(1, filler), 1, true);
    writer.append(event(2, filler), 2, false);
    writer.append(event(3), 3, true);
    writer.append(event(4, filler), 4, false);
    writer.append(event(5), 5, true);
    writer.append(event(6), 6, false);
    await writer.close();
    expect(await timestampsIn(sink.store)).toEqual([times(1, 4), [5, 6]]);
    expect([...segments.values()].map(({ continued }) => continued)).toEqual([false, false]);
  });

  test("a snapshot begins a new one where the open one is 5 minutes old", async () => {
    const clock = vi.spyOn(performance, "now").mockReturnValue(0);
    const sink = scriptedSink();
    const { writer } = makeWriter(sink);
    writer.append(event(1), 1, true);
    clock.mockReturnValue(299_999);
    writer.append(event(2), 2, true);
    writer.append(event(3), 3, false);
    clock.mockReturnValue(300_000);
    writer.append(event(4), 4, false);
    writer.append(event(5), 5, true);
    await writer.close();
    expect(await timestampsIn(sink.store)).toEqual([times(1, 4), [5]]);
  });

  test("one that holds maxSegmentBytes goes on in the next", async () => {
    const sink = scriptedSink();
    const { writer, segments } = makeWriter(sink, { maxSegmentBytes: 250_000 });
    for (const at of times(1, 7)) writer.append(event(at, FILLER), at, at === 1);
    await writer.close();
    expect(await timestampsIn(sink.store)).toEqual([[1, 2, 3], [4, 5, 6], [7]]);
    expect([...segments.values()].map(({ continued }) => continued)).toEqual([false, true, true]);
    for (const number of [1, 2, 3]) await readWhole(sink.store, segment(number));
  });

  test("one with a large snapshot ends where another one of its size would have come", async () => {
    const sink = scriptedSink();
    const { writer } = makeWriter(sink, { maxSegmentBytes: 150_000 });
    for (const at of times(1, 4)) writer.append(event(at, FILLER), at, at === 1);
    await writer.close();
    expect(await timestampsIn(sink.store)).toEqual([times(1, 3), [4]]);
  });

  test("one that is maxSegmentMs old goes on in the next, if no snapshot comes soon", async () => {
    const clock = vi.spyOn(performance, "now").mockReturnValue(0);
    const sink = scriptedSink();
    const { writer, segments } = makeWriter(sink, { maxSegmentMs: 60_000 });
    const appendAt = (ms: number, at: number, startsSnapshot = false) => {
      clock.mockReturnValue(ms);
      writer.append(event(at), at, startsSnapshot);
    };
    appendAt(0, 1, true);
    appendAt(10, 2);
    appendAt(100_000, 3);
    appendAt(104_999, 4);
    appendAt(105_000, 5);
    appendAt(405_000, 6);
    appendAt(405_010, 7, true);
    await writer.close();
    expect(await timestampsIn(sink.store)).toEqual([times(1, 4), [5, 6], [7]]);
    expect([...segments.values()].map(({ continued }) => continued)).toEqual([false, true, false]);
  });

  test("the events of a snapshot stay together, whatever limit lies between them", async () => {
    const sink = scriptedSink();
    const { writer } = makeWriter(sink, { maxSegmentBytes: 10 });
    for (const at of [1, 4]) {
      writer.append(event(at), at, true);
      await writer.flush();
      writer.append(event(at + 1), at + 1, false);
      writer.append(event(at + 2, "x".repeat(200)), at + 2, false);
    }
    await writer.close();
    expect(await timestampsIn(sink.store)).toEqual([times(1, 3), times(4, 6)]);
  });
});

test("a decoder that is small enough for a browser reads the files", async () => {
  const root = await mkdtemp(path.join(tmpdir(), "pagereel-writer-"));
  onTestFinished(() => rm(root, { recursive: true }));
  const { writer } = makeWriter(fileStore(root));
  const padding = "🎬".repeat(5000);
  for (const at of times(1, 500)) {
    writer.append(event(at, padding), at, at === 1);
    if (at % 100 === 0) await writer.flush();
  }
  await writer.close();
  const file = path.join(root, SESSION, "A1B2-0001.ndjson.zst");
  const text = times(1, 500)
    .map((at) => `${event(at, padding)}\n`)
    .join("");
  expect(Buffer.from(decompress(await readFile(file))).toString()).toBe(text);
});
