import { randomBytes } from "node:crypto";
import { type Gap, type Manifest, type ManifestSegment, RecordingError } from "@pagereel/protocol";
import { sampleManifest } from "@pagereel/testing/recordings";
import { describe, expect, test, vi } from "vitest";
import { event, makeWriter, segment, times } from "../../test/support/make-writer.js";
import { type ScriptedSink, scriptedSink } from "../../test/support/scripted-sink.js";
import { SESSION, timestampsOf } from "../../test/support/stored-session.js";
import { fetchRecording } from "../fetch/fetch-recording.js";
import { memoryStore } from "./memory-store.js";
import type { Sink, Store } from "./store.js";
import { tee } from "./tee.js";

const TARGET = "A1B2";
const ref = segment(1);

function manifestOf(segments: Iterable<ManifestSegment>, given: Partial<Manifest> = {}): Manifest {
  const targets = [{ targetId: TARGET, openedAt: 0, urls: [] }];
  return sampleManifest({ sessionId: SESSION, targets, segments: [...segments], ...given });
}

/** What a recording that is read from a store has, and what its manifest says is missing. */
async function readFrom(store: Store): Promise<{ timestamps: number[]; gaps: Gap[] }> {
  const damage: Gap[] = [];
  const onGap = (gap: Gap) => void damage.push(gap);
  const { events } = await fetchRecording(SESSION, { store, onGap });
  expect(damage).toEqual([]);
  return { timestamps: timestampsOf(events)[TARGET] ?? [], gaps: (await manifestIn(store)).gaps };
}

async function manifestIn(store: Store): Promise<Manifest> {
  return JSON.parse((await store.readManifest(SESSION)) ?? "null");
}

/** Something that a sink waits for. */
function held() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { promise, release: resolve };
}

/**
 * Records one event after the other, each one flushed, and a manifest after each.
 *
 * @param between - called after each event that the first sink has
 */
async function record(
  sink: Sink,
  timestamps: number[],
  between: (timestamp: number) => unknown = () => undefined,
): Promise<void> {
  const { writer, segments } = makeWriter(sink);
  for (const at of timestamps) {
    writer.append(event(at), at, at === timestamps[0]);
    await writer.flush();
    await sink.writeManifest(manifestOf(segments.values(), { state: "recording" }));
    await between(at);
  }
  await writer.close();
  await sink.writeManifest(manifestOf(segments.values(), { duration: timestamps.length - 1 }));
}

describe("a tee", () => {
  test("writes all to all", async () => {
    const stores = [memoryStore(), memoryStore(), memoryStore()] as const;
    const sink = tee(...stores);
    await record(sink, times(1, 20));
    await sink.flush?.(SESSION);
    for (const store of stores) {
      expect(await readFrom(store)).toEqual({ timestamps: times(1, 20), gaps: [] });
      expect((await manifestIn(store)).state).toBe("final");
    }
  });

  test("has the names of all, and the pace of the first", () => {
    const first = { ...memoryStore(), name: "a", pacing: pacing(7) };
    const sink = tee(first, { ...memoryStore(), name: "b" }, { ...memoryStore(), name: "c" });
    expect(sink).toMatchObject({ name: "a and b and c", pacing: pacing(7) });
    const { sync: _, pacing: __, ...plain } = first;
    expect(tee(plain, memoryStore())).not.toHaveProperty("sync");
    expect(tee(plain, memoryStore())).not.toHaveProperty("pacing");
  });

  test("gives out what the caller changes afterwards as it was", async () => {
    const other = memoryStore();
    const sink = tee(memoryStore(), other);
    const chunk = Buffer.from("mine");
    const manifest = manifestOf([], { metadata: { step: 1 } });
    await sink.appendSegment(ref, 0, chunk);
    await sink.writeManifest(manifest);
    chunk.fill(0);
    manifest.metadata.step = 2;
    await sink.flush?.(SESSION);
    expect(Buffer.from((await other.readSegment(ref)) ?? []).toString()).toBe("mine");
    expect((await manifestIn(other)).metadata).toEqual({ step: 1 });
  });

  test("refuses what is no sink", () => {
    const refused = { code: "INVALID_OPTIONS", message: expect.stringContaining("Argument 2") };
    const making = () => tee(memoryStore(), "./recordings" as unknown as Sink);
    expect(making).toThrow(expect.objectContaining(refused));
  });
});

describe("the first sink decides", () => {
  test("what it does not take is an error, and nobody has it", async () => {
    const failure = new Error("disk is full");
    const first = scriptedSink((_, attempt) => {
      if (attempt === 1) throw failure;
    });
    const other = memoryStore();
    const sink = tee(first, other);
    await expect(sink.appendSegment(ref, 0, Buffer.from("one"))).rejects.toBe(failure);
    await sink.flush?.(SESSION);
    expect(await other.readSegment(ref)).toBeUndefined();
    await sink.appendSegment(ref, 0, Buffer.from("one"));
    await sink.appendSegment(ref, 0, Buffer.from("one"));
    await sink.flush?.(SESSION);
    expect(await other.readSegment(ref)).toHaveLength(3);
  });

  test("also about manifests and flushes", async () => {
    const failure = new Error("no");
    const other = memoryStore();
    const first = { ...memoryStore(), flush: () => Promise.reject(failure) };
    await expect(tee(first, other).flush?.(SESSION)).rejects.toBe(failure);
    first.writeManifest = () => Promise.reject(failure);
    await expect(tee(first, other).writeManifest(manifestOf([]))).rejects.toBe(failure);
    expect(await other.readManifest(SESSION)).toBeUndefined();
    const failing = { ...other, flush: () => Promise.reject(failure) };
    await tee(memoryStore(), failing).flush?.(SESSION);
  });
});

describe("another sink", () => {
  test("that hangs holds up neither the first nor the others", async () => {
    const first = memoryStore();
    const third = memoryStore();
    const hanging = scriptedSink(() => new Promise(() => undefined));
    const sink = tee(first, hanging, third);
    await record(sink, times(1, 20));
    expect((await readFrom(first)).timestamps).toEqual(times(1, 20));
    await vi.waitFor(async () => expect((await manifestIn(third)).state).toBe("final"));
    expect((await readFrom(third)).timestamps).toEqual(times(1, 20));
  });

  test("that fails now and then gets all in the end, in order", async () => {
    const failing = scriptedSink((_, attempt) => {
      if (attempt % 2 === 1) throw new Error("away");
    });
    const sink = tee(memoryStore(), failing);
    await record(sink, times(1, 10), () => sink.flush?.(SESSION));
    await sink.flush?.(SESSION);
    expect(await readFrom(failing.store)).toEqual({ timestamps: times(1, 10), gaps: [] });
    expect(failing.overlaps).toBe(0);
    const offsets = failing.appends.map(({ offset }) => offset);
    expect(offsets).toEqual(offsets.toSorted((a, b) => a - b));
  });

  test("is called in its own pace, and has what waited at once when it is flushed", async () => {
    const other = { ...scriptedSink(), pacing: pacing(60_000) };
    const sink = tee(memoryStore(), other);
    await record(sink, times(1, 10), async (at) => {
      expect(other.appends).toHaveLength(at < 6 ? 0 : 1);
      if (at === 5) await sink.flush?.(SESSION);
    });
    await sink.flush?.(SESSION);
    expect(other.appends).toHaveLength(2);
    expect((await readFrom(other.store)).timestamps).toEqual(times(1, 10));
  });

  test("has a manifest that names no more than what is there", async () => {
    const { promise, release } = held();
    const other = scriptedSink((_, attempt) => (attempt > 1 ? promise : undefined));
    const sink = tee(memoryStore(), { ...other, pacing: { ...pacing(1), manifestIntervalMs: 0 } });
    const counts: number[] = [];
    await record(sink, times(1, 5), async (at) => {
      if (at === 1) await sink.flush?.(SESSION);
      const { segments } = await manifestIn(other.store);
      counts.push(segments[0]?.eventCount ?? 0);
    });
    expect(counts).toEqual([1, 1, 1, 1, 1]);
    release();
    await sink.flush?.(SESSION);
    expect((await manifestIn(other.store)).segments[0]).toMatchObject({ eventCount: 5 });
  });
});

describe("a sink that lacks something", () => {
  test("because it lost a segment has a gap for all of that, and what comes after", async () => {
    const first = memoryStore();
    const other = memoryStore();
    const sink = tee(first, other);
    await record(sink, times(1, 4), async (at) => {
      await sink.flush?.(SESSION);
      if (at === 2) await other.deleteSession(SESSION);
    });
    await sink.flush?.(SESSION);
    expect(await readFrom(first)).toMatchObject({ timestamps: times(1, 4), gaps: [] });
    expect(await manifestIn(other)).toMatchObject({
      state: "partial",
      segments: [],
      duration: 0,
      gaps: [
        {
          targetId: TARGET,
          from: 1,
          to: 4,
          reason: "sink-write-failed",
          detail: expect.stringMatching(/^segment 1 was broken off: .*deleted or cut/),
        },
      ],
    });
  });

  test("because it does not take a chunk has the segment up to there, and the next one", async () => {
    const refusing = scriptedSink(({ offset }, attempt) => {
      if (offset > 0 && attempt === 4) throw new RecordingError("INVALID_RECORDING", "too much");
    });
    const sink = tee(memoryStore(), refusing);
    const { writer, segments } = makeWriter(sink);
    const append = async (at: number) => {
      writer.append(event(at), at, at === 1);
      await writer.flush();
      await sink.writeManifest(manifestOf(segments.values(), { state: "recording" }));
      await sink.flush?.(SESSION);
    };
    for (const at of times(1, 6)) await append(at);
    await writer.close();
    const next = makeWriter(sink, { lastNumber: 1 });
    next.writer.append(event(7), 7, true);
    await next.writer.close();
    const all = [...segments.values(), ...next.segments.values()];
    await sink.writeManifest(manifestOf(all, { duration: 6 }));
    await sink.flush?.(SESSION);
    const { timestamps, gaps } = await readFrom(refusing.store);
    expect(timestamps).toEqual([1, 2, 3, 7]);
    expect(gaps).toEqual([expect.objectContaining({ from: 3, to: 6, targetId: TARGET })]);
    const manifest = await manifestIn(refusing.store);
    expect(manifest).toMatchObject({ state: "partial", duration: 6 });
    expect(manifest.segments[0]).toMatchObject({ state: "closed", eventCount: 3 });
    expect(manifest.segments[0]).not.toHaveProperty("crc32");
  });

  test("because too much waited for it says so", async () => {
    const { promise, release } = held();
    const slow = scriptedSink(() => promise);
    const first = scriptedSink();
    const sink = tee(first, slow);
    const chunk = randomBytes(4 * 1024 * 1024);
    for (const i of times(0, 9)) await sink.appendSegment(ref, i * chunk.length, chunk);
    const entry = { targetId: TARGET, number: 1, state: "closed", continued: false } as const;
    const figures = {
      firstTimestamp: 5,
      lastTimestamp: 9,
      eventCount: 9,
      bytes: 10 * chunk.length,
    };
    await sink.writeManifest(manifestOf([{ ...entry, ...figures }]));
    release();
    await sink.flush?.(SESSION);
    expect(await first.store.readSegment(ref)).toHaveLength(10 * chunk.length);
    expect(await slow.store.readSegment(ref)).toHaveLength(8 * chunk.length);
    const { gaps } = await manifestIn(slow.store);
    const detail = expect.stringMatching(/33554432 bytes waited for the scripted sink/);
    expect(gaps).toEqual([expect.objectContaining({ from: 5, to: 9, detail })]);
    await sink.appendSegment(segment(2), 0, chunk);
    await sink.flush?.(SESSION);
    expect(await slow.store.readSegment(segment(2))).toHaveLength(chunk.length);
  });
});

describe("a process that exits", () => {
  test.each(["hangs", "is slow"])("leaves all at a sink that %s", async (what) => {
    const { promise, release } = held();
    const first = memoryStore();
    const other: ScriptedSink = scriptedSink(() => promise);
    const sink = tee(first, other);
    const { writer, segments } = makeWriter(sink);
    for (const at of times(1, 5)) {
      writer.append(event(at), at, at === 1);
      if (at < 5) await writer.flush();
      if (at === 3) await vi.waitFor(() => expect(other.appends).toHaveLength(1));
    }
    writer.closeSync();
    sink.sync?.writeManifest(manifestOf(segments.values(), { duration: 4 }));
    expect(await readFrom(first)).toEqual({ timestamps: times(1, 5), gaps: [] });
    expect(await readFrom(other.store)).toEqual({ timestamps: times(1, 5), gaps: [] });
    if (what === "hangs") return;
    release();
    await sink.flush?.(SESSION);
    expect(await readFrom(other.store)).toEqual({ timestamps: times(1, 5), gaps: [] });
  });
});

function pacing(flushIntervalMs: number) {
  return { flushIntervalMs, chunkBytes: 1_000_000, manifestIntervalMs: flushIntervalMs };
}
