import { describe, expect, test, vi } from "vitest";
import { event, makeWriter, segment, times, timestampsIn } from "../../test/support/make-writer.js";
import { readWhole } from "../../test/support/read-segments.js";
import { scriptedSink } from "../../test/support/scripted-sink.js";

const FULL_DISK = new Error("no space left on device");

describe("a process that exits", () => {
  test("finishes the segment without waiting", async () => {
    const sink = scriptedSink();
    const { writer, segments } = makeWriter(sink);
    writer.append(event(1), 1, true);
    await writer.flush();
    writer.append(event(2), 2, false);
    writer.closeSync();
    writer.closeSync();
    expect(segments.get(1)).toMatchObject({ state: "closed", eventCount: 2 });
    expect(await readWhole(sink.store, segment(1))).toBe(`${event(1)}\n${event(2)}\n`);
    expect(writer.pendingBytes).toBe(0);
  });

  test.each(["lost", "written", "late"])(
    "in the middle of a write has each event once, whether that write is %s",
    async (fate) => {
      const { promise: never } = Promise.withResolvers<void>();
      const { promise: later, resolve: goOn } = Promise.withResolvers<void>();
      const sink = scriptedSink(async ({ ref, offset, chunk }, attempt) => {
        if (attempt !== 2) return;
        if (fate === "written") await sink.store.appendSegment(ref, offset, chunk);
        await (fate === "late" ? later : never);
      });
      const { writer, gaps, segments } = makeWriter(sink);
      writer.append(event(1), 1, true);
      await writer.flush();
      writer.append(event(2), 2, false);
      void writer.flush();
      await vi.waitFor(() => expect(sink.appends).toHaveLength(2));
      writer.append(event(3), 3, false);
      const closed = writer.close();
      writer.closeSync();
      const text = times(1, 3).map((at) => `${event(at)}\n`);
      expect(await readWhole(sink.store, segment(1))).toBe(text.join(""));
      expect(gaps).toEqual([]);
      expect(segments.get(1)).toMatchObject({ eventCount: 3, state: "closed" });
      if (fate !== "late") return;
      goOn();
      await closed;
      await vi.waitFor(() => expect(sink.settled).toBe(2));
      expect(await readWhole(sink.store, segment(1))).toBe(text.join(""));
    },
  );

  test("while a chunk is being compressed loses none of it", async () => {
    const sink = scriptedSink();
    const { writer } = makeWriter(sink);
    writer.append(event(1, "x".repeat(3_000_000)), 1, true);
    void writer.flush();
    writer.append(event(2), 2, false);
    writer.closeSync();
    expect(await timestampsIn(sink.store)).toEqual([[1, 2]]);
    await writer.flush();
    expect(await timestampsIn(sink.store)).toEqual([[1, 2]]);
  });

  test("begins the segments that are due", async () => {
    const sink = scriptedSink();
    const { writer } = makeWriter(sink, { maxSegmentBytes: 100 });
    for (const at of times(1, 9)) writer.append(event(at, "x".repeat(30)), at, at === 1);
    writer.closeSync();
    expect(await timestampsIn(sink.store)).toEqual([times(1, 3), [4, 5], [6, 7], [8, 9]]);
  });

  test("begins another segment where the file is gone", async () => {
    const sink = scriptedSink();
    const { writer, lost, gaps } = makeWriter(sink);
    writer.append(event(1), 1, true);
    await writer.flush();
    await sink.store.deleteSession(segment(1).sessionId);
    writer.append(event(2), 2, false);
    writer.closeSync();
    expect(lost).toMatchObject([{ number: 1, lastTimestamp: 1 }]);
    expect(gaps).toEqual([]);
    expect(await readWhole(sink.store, segment(2))).toBe(`${event(2)}\n`);
  });

  test("with a sink that fails tells what is missing", () => {
    const sink = scriptedSink();
    sink.sync.appendSegment = () => {
      throw FULL_DISK;
    };
    const { writer, gaps, errors } = makeWriter(sink);
    writer.append(event(1), 1, true);
    writer.append(event(2), 2, false);
    writer.closeSync();
    expect(gaps).toMatchObject([{ from: 1, to: 2, reason: "sink-write-failed" }]);
    expect(errors[0]?.message).toContain("attempts made: 1");
  });

  test("with a sink that cannot write at once leaves what was written before", async () => {
    const { sync: _, ...sink } = scriptedSink();
    const { writer } = makeWriter(sink);
    writer.append(event(1), 1, true);
    await writer.flush();
    writer.append(event(2), 2, false);
    writer.closeSync();
    expect(await timestampsIn(sink.store)).toEqual([[1]]);
    await writer.close();
  });
});
