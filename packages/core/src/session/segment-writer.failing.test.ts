import { RecordingError } from "@pagereel/protocol";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { event, makeWriter, segment, times, timestampsIn } from "../../test/support/make-writer.js";
import { randomSource } from "../../test/support/random-lines.js";
import { readWhole } from "../../test/support/read-segments.js";
import { scriptedSink } from "../../test/support/scripted-sink.js";
import { SESSION } from "../../test/support/stored-session.js";
import { memoryStore } from "../stores/memory-store.js";
import type { Sink } from "../stores/store.js";
import { QueueSpace } from "./queue-space.js";

const FULL_DISK = new Error("no space left on device");

/** Lets the writer's time pass, 20 ms at a look, while compression goes on in time of its own. */
async function passUntil(isDone: () => boolean): Promise<void> {
  while (!isDone()) {
    await vi.advanceTimersByTimeAsync(20);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe("a sink that fails", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    onTestFinished(() => void vi.useRealTimers());
  });

  test("is asked again, for the same bytes at the same place, ever less often", async () => {
    const at: number[] = [];
    const sink = scriptedSink((_, attempt) => {
      at.push(performance.now());
      if (attempt > 1 && attempt < 8) throw FULL_DISK;
    });
    const { writer, gaps } = makeWriter(sink);
    writer.append(event(1), 1, true);
    await writer.flush();
    writer.append(event(2), 2, false);
    const flushed = writer.flush();
    await passUntil(() => sink.appends.length === 8);
    await flushed;
    for (const append of sink.appends.slice(2)) expect(append).toEqual(sink.appends[1]);
    const waits = at.slice(2).map((time, i) => time - (at[i + 1] ?? time));
    const longest = [200, 400, 800, 1600, 3200, 5000];
    for (const [i, ms] of waits.entries()) {
      expect(ms).toBeGreaterThanOrEqual(0.5 * (longest[i] ?? 0));
      expect(ms).toBeLessThanOrEqual((longest[i] ?? 0) + 100);
    }
    expect(gaps).toEqual([]);
  });

  test("for five minutes costs nothing, and is told once", async () => {
    let isFull = false;
    const sink = scriptedSink(() => {
      if (isFull) throw FULL_DISK;
    });
    const { writer, segments, gaps, errors } = makeWriter(sink);
    writer.append(event(1), 1, true);
    await writer.flush();
    isFull = true;
    const start = performance.now();
    for (const at of times(2, 50)) writer.append(event(at), at, false);
    const flushed = writer.flush();
    await passUntil(() => performance.now() - start > 300_000);
    isFull = false;
    await passUntil(() => writer.pendingBytes === 0);
    await flushed;
    await writer.close();
    expect(gaps).toEqual([]);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ code: "SINK_WRITE_FAILED", cause: FULL_DISK });
    expect(errors[0]?.message).toBe(
      "Failed to write segment 1 of target A1B2 to scripted sink: no space left on device " +
        "(attempts made: 3). It is tried again while the session lasts; until then events wait in " +
        "memory, as many as limits.maxQueueBytes allows.",
    );
    expect([...segments.keys()]).toEqual([1]);
    expect(segments.get(1)).toMatchObject({ crc32: expect.any(String), eventCount: 50 });
    expect(await timestampsIn(sink.store)).toEqual([times(1, 50)]);
  });

  test("again, after it had recovered, is told again", async () => {
    const sink = scriptedSink((_, attempt) => {
      if (attempt % 4 !== 0) throw FULL_DISK;
    });
    const { writer, errors } = makeWriter(sink);
    for (const at of [1, 2]) {
      writer.append(event(at), at, at === 1);
      await passUntil(() => writer.pendingBytes === 0);
    }
    expect(errors).toHaveLength(2);
  });

  test("and says when to come back is not asked before", async () => {
    const at: number[] = [];
    const sink = scriptedSink((_, attempt) => {
      at.push(performance.now());
      if (attempt === 1) throw Object.assign(new Error("busy"), { retryAfterMs: 30_000 });
    });
    const { writer } = makeWriter(sink);
    writer.append(event(1), 1, true);
    await passUntil(() => writer.pendingBytes === 0);
    expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(30_000);
  });
});

describe("at the end of a session, a sink that fails", () => {
  test("is asked three times; what it does not take is a gap", async () => {
    const sink = scriptedSink(() => {
      throw FULL_DISK;
    });
    const { writer, gaps, errors } = makeWriter(sink);
    for (const at of [1, 2, 3]) writer.append(event(at), at, at === 1);
    await writer.closeSoon();
    expect(sink.appends).toHaveLength(3);
    expect(errors).toHaveLength(1);
    expect(errors[0]?.message).toContain("3 events are missing");
    expect(gaps).toEqual([
      {
        ...{ targetId: "A1B2", from: 1, to: 3 },
        reason: "sink-write-failed",
        detail: errors[0]?.message,
      },
    ]);
    expect(writer.pendingBytes).toBe(0);
  });

  test("and has failed before, is asked once more, at once", async () => {
    const sink = scriptedSink(() => {
      throw FULL_DISK;
    });
    const { writer, gaps } = makeWriter(sink, { maxSegmentBytes: 100 });
    writer.append(event(1, "x".repeat(100)), 1, true);
    await vi.waitFor(() => expect(sink.appends).toHaveLength(3), 5000);
    for (const at of times(2, 100)) writer.append(event(at, "x".repeat(100)), at, false);
    await writer.closeSoon();
    // Once for each segment, without a pause.
    expect(sink.appends).toHaveLength(3 + 100);
    expect(gaps).toMatchObject([{ from: 1, to: 100, reason: "sink-write-failed" }]);
  });

  test("costs no event where only the end mark is left", async () => {
    const sink = scriptedSink((_, attempt) => {
      if (attempt > 1) throw FULL_DISK;
    });
    const { writer, gaps, errors, segments } = makeWriter(sink);
    writer.append(event(1), 1, true);
    await writer.flush();
    await writer.closeSoon();
    expect(gaps).toEqual([]);
    expect(errors[0]?.message).toContain("Only its end mark is missing");
    expect(segments.get(1)).toMatchObject({ state: "closed", eventCount: 1 });
    expect(await timestampsIn(sink.store)).toEqual([[1]]);
  });

  test("by throwing before it returns a promise is one that fails", async () => {
    const sink: Sink = {
      ...memoryStore(),
      appendSegment: () => {
        throw FULL_DISK;
      },
    };
    const { writer, errors } = makeWriter(sink);
    writer.append(event(1), 1, true);
    await writer.closeSoon();
    expect(errors).toHaveLength(1);
  });
});

describe("a segment that is deleted while it is being written", () => {
  test("is reported, and what follows begins another one", async () => {
    const sink = scriptedSink();
    const { writer, segments, lost, errors } = makeWriter(sink);
    writer.append(event(1), 1, true);
    writer.append(event(2), 2, false);
    await writer.flush();
    await sink.store.deleteSession(SESSION);
    writer.append(event(3), 3, false);
    await writer.flush();
    writer.append(event(4), 4, false);
    await writer.close();
    expect(lost).toMatchObject([{ number: 1, firstTimestamp: 1, lastTimestamp: 2 }]);
    expect(errors).toEqual([]);
    expect(segments.get(2)).toMatchObject({ state: "closed", eventCount: 2, continued: true });
    expect(await readWhole(sink.store, segment(2))).toBe(`${event(3)}\n${event(4)}\n`);
  });

  test("as its first chunk is written, is a failure like others", async () => {
    let isThere = false;
    const sink = scriptedSink(() => {
      if (!isThere) throw new RecordingError("SEGMENT_LOST", "no such bucket");
    });
    const { writer, lost } = makeWriter(sink);
    writer.append(event(1), 1, true);
    await vi.waitFor(() => expect(sink.appends.length).toBeGreaterThan(1), 5000);
    isThere = true;
    await writer.close();
    expect(lost).toEqual([]);
    expect(await timestampsIn(sink.store)).toEqual([[1]]);
  });
});

test("what waits counts in the session's space until it is written", async () => {
  const { promise: opened, resolve: open } = Promise.withResolvers<void>();
  const space = new QueueSpace(2000);
  const { writer } = makeWriter(
    scriptedSink(() => opened),
    { space },
  );
  writer.append(event(1, "x".repeat(1000)), 1, true);
  expect(space.isTight).toBe(true);
  writer.append(event(2, "x".repeat(1000)), 2, false);
  expect(space.isFull).toBe(true);
  open();
  await writer.flush();
  expect(space.isTight).toBe(false);
});

test.each([1, 2, 3])(
  "whatever fails, each event is stored once (%d)",
  async (seed) => {
    const random = randomSource(seed);
    const sink = scriptedSink(async ({ ref, offset, chunk }) => {
      if (random() > 0.3) return;
      // Some of it may have arrived before the sink failed.
      await sink.store.appendSegment(ref, offset, chunk.subarray(0, random() * chunk.length));
      throw FULL_DISK;
    });
    const limits = { maxSegmentBytes: 3000, chunkBytes: 500, flushIntervalMs: 5 };
    const { writer, gaps } = makeWriter(sink, limits);
    for (const at of times(1, 150)) {
      writer.append(event(at, "x".repeat(random() * 200)), at, at % 50 === 1);
      if (random() < 0.1) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await writer.close();
    expect((await timestampsIn(sink.store)).flat()).toEqual(times(1, 150));
    expect(gaps).toEqual([]);
  },
  60_000,
);
