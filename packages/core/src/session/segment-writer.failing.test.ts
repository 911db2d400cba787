import { describe, expect, test } from "vitest";
import { event, makeWriter, segment, times, timestampsIn } from "../../test/support/make-writer.js";
import { randomSource } from "../../test/support/random-lines.js";
import { readWhole } from "../../test/support/read-segments.js";
import { scriptedSink } from "../../test/support/scripted-sink.js";
import { memoryStore } from "../stores/memory-store.js";
import type { Sink } from "../stores/store.js";

const FULL_DISK = new Error("no space left on device");

describe("a sink that fails", () => {
  test("is asked three times, for the same bytes at the same place", async () => {
    const at: number[] = [];
    const sink = scriptedSink((_, attempt) => {
      at.push(performance.now());
      if (attempt === 2 || attempt === 3) throw FULL_DISK;
    });
    const { writer, gaps, errors } = makeWriter(sink);
    writer.append(event(1), 1, true);
    await writer.flush();
    writer.append(event(2), 2, false);
    await writer.close();
    expect(sink.appends[2]).toEqual(sink.appends[1]);
    expect(sink.appends[3]).toEqual(sink.appends[1]);
    const waits = at.slice(1, 4).map((time, i, all) => time - (all[i - 1] ?? time));
    expect(waits[1]).toBeGreaterThanOrEqual(95);
    expect(waits[2]).toBeGreaterThanOrEqual(495);
    expect(await readWhole(sink.store, segment(1))).toBe(`${event(1)}\n${event(2)}\n`);
    expect({ gaps, errors }).toEqual({ gaps: [], errors: [] });
  });

  test("for longer costs the events of that time, and later ones go to a new segment", async () => {
    let isFull = false;
    const sink = scriptedSink(() => {
      if (isFull) throw FULL_DISK;
    });
    const { writer, segments, gaps, errors } = makeWriter(sink);
    writer.append(event(1), 1, true);
    await writer.flush();
    isFull = true;
    writer.append(event(2), 2, false);
    writer.append(event(3), 3, false);
    await writer.flush();
    writer.append(event(4), 4, false);
    await writer.flush();
    isFull = false;
    writer.append(event(5), 5, false);
    await writer.close();
    expect(gaps).toEqual([
      {
        ...{ targetId: "A1B2", from: 2, to: 4 },
        reason: "sink-write-failed",
        detail: errors[0]?.message,
      },
    ]);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ code: "SINK_WRITE_FAILED", cause: FULL_DISK });
    expect(errors[0]?.message).toBe(
      "Failed to write segment 1 of target A1B2 to scripted sink: no space left on device " +
        "(attempts made: 3; 2 events are missing and the recording is marked partial). Later " +
        "events go to a new segment: they are kept as soon as the sink can be written to.",
    );
    expect([...segments.values()]).toEqual([
      expect.objectContaining({ number: 1, state: "closed", eventCount: 1 }),
      expect.objectContaining({ number: 3, state: "closed", eventCount: 1, continued: true }),
    ]);
    expect(segments.get(1)).not.toHaveProperty("crc32");
    expect((await sink.store.readSegment(segment(1)))?.length).toBe(segments.get(1)?.bytes);
    expect(await readWhole(sink.store, segment(3))).toBe(`${event(5)}\n`);
  });

  test("again, after it had recovered, is told again", async () => {
    const sink = scriptedSink(({ offset }) => {
      if (offset > 0) throw FULL_DISK;
    });
    const { writer, gaps, errors } = makeWriter(sink);
    for (const at of [1, 2, 3, 4]) {
      writer.append(event(at), at, at === 1);
      await writer.flush();
    }
    expect(gaps).toMatchObject([
      { from: 2, to: 2 },
      { from: 4, to: 4 },
    ]);
    expect(errors).toHaveLength(2);
  });

  test("at the end of a segment costs no event", async () => {
    const sink = scriptedSink((_, attempt) => {
      if (attempt > 1) throw FULL_DISK;
    });
    const { writer, gaps, errors, segments } = makeWriter(sink);
    writer.append(event(1), 1, true);
    await writer.flush();
    await writer.close();
    expect(gaps).toEqual([]);
    expect(errors[0]?.message).toContain("only its end mark is missing");
    expect(segments.get(1)).toMatchObject({ state: "closed", eventCount: 1 });
    expect(await timestampsIn(sink.store)).toEqual([[1]]);
  });

  test("by throwing before it returns a promise is one that fails", async () => {
    const store = memoryStore();
    const sink: Sink = {
      ...store,
      appendSegment: () => {
        throw FULL_DISK;
      },
    };
    const { writer, errors } = makeWriter(sink);
    writer.append(event(1), 1, true);
    await writer.close();
    expect(errors).toHaveLength(1);
  });

  test("for ever has its limit in memory, in reports, and in how long a close takes", async () => {
    const sink = scriptedSink(() => {
      throw FULL_DISK;
    });
    const limits = { maxQueueBytes: 100_000, maxSegmentBytes: 5_000, chunkBytes: 1000 };
    const { writer, segments, gaps, errors } = makeWriter(sink, limits);
    let most = 0;
    for (const at of times(1, 1000)) {
      writer.append(event(at, "x".repeat(1000)), at, at === 1);
      most = Math.max(most, writer.pendingBytes);
      if (at % 100 === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(most).toBeLessThan(102_000);
    const start = performance.now();
    await writer.close();
    expect(performance.now() - start).toBeLessThan(5000);
    expect(writer.pendingBytes).toBe(0);
    expect(errors).toHaveLength(1);
    expect(gaps.map(({ reason }) => reason).sort()).toEqual(["queue-full", "sink-write-failed"]);
    expect(Math.max(...gaps.map(({ to }) => to))).toBe(1000);
    expect(segments.size).toBe(0);
  });
});

test.each([1, 2, 3])(
  "whatever fails, an event is stored once or in a gap (%d)",
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
    const stored = (await timestampsIn(sink.store)).flat();
    const lost = times(1, 150).filter((at) => gaps.some(({ from, to }) => at >= from && at <= to));
    expect(new Set(stored).size).toBe(stored.length);
    expect([...new Set([...stored, ...lost])].sort((a, b) => a - b)).toEqual(times(1, 150));
    expect(stored.length).toBeGreaterThan(0);
  },
  30_000,
);
