import { setTimeout as sleep } from "node:timers/promises";
import { getHeapSnapshot } from "node:v8";
import { writeEventText } from "@pagereel/protocol";
import { expect, test, vi } from "vitest";
import { readSegments } from "../../test/support/read-segments.js";
import { readManifest } from "../fetch/read-manifest.js";
import { type RecordingOptions, resolveOptions } from "../options.js";
import { memoryStore } from "../stores/memory-store.js";
import { RecordingSession } from "./recording-session.js";

async function start(options: RecordingOptions = {}, onMaxDuration = () => undefined) {
  const store = memoryStore();
  const session = await RecordingSession.start(
    resolveOptions({ sink: store, ...options }),
    { library: "test" },
    onMaxDuration,
  );
  return { store, session, manifest: () => readManifest(store, session.sessionId) };
}

function push(
  session: RecordingSession,
  targetId: string,
  timestamps: number[],
  href = "http://a/",
  documentId = "d",
): void {
  const events = timestamps.map((timestamp, i) => {
    return i === 0
      ? writeEventText(4, JSON.stringify({ href }), timestamp)
      : writeEventText(5, "{}", timestamp);
  });
  session.target({ targetId }).push(
    { version: 1, documentId, sequence: 0, top: true, idBase: 0, events },
    {
      requestSnapshot: async () => undefined,
      pause: async () => undefined,
      resume: async () => undefined,
      spare: async () => undefined,
    },
  );
}

test("the manifest is there from the start, and final at the end", async () => {
  const { session, manifest } = await start({ metadata: { test: "a" } });
  expect(await manifest()).toMatchObject({
    state: "recording",
    targets: [],
    metadata: { test: "a" },
    client: { library: "test", pagereel: expect.any(String), rrweb: "2.2.2" },
  });
  push(session, "T1", [1000, 2500]);
  await session.end("closed");
  expect(await manifest()).toMatchObject({
    state: "final",
    reason: "closed",
    duration: 1500,
    tooShort: false,
    targets: [{ targetId: "T1", urls: [{ timestamp: 1000, url: "http://a/" }] }],
    segments: [{ targetId: "T1", number: 1, state: "closed", eventCount: 2 }],
  });
});

test("it ends once, for the first reason; what comes later is left out", async () => {
  const { session, manifest } = await start();
  push(session, "T1", [1000]);
  const first = session.end("closed");
  push(session, "T1", [5000]);
  await Promise.all([first, session.end("crashed")]);
  expect(await manifest()).toMatchObject({ reason: "closed", duration: 0, tooShort: true });
});

test("secrets are nowhere in the manifest, nor in the segments", async () => {
  const { store, session, manifest } = await start({
    secrets: ["hunter2222"],
    metadata: { user: "hunter2222", hunter2222: 1 },
  });
  push(session, "T1", [1000, 2500], "http://a/?q=hunter2222");
  session.describeTarget("T1", { title: "hunter2222!", url: "http://a/hunter2222" });
  session.addGap({ from: 1, to: 2, reason: "recorder-error", detail: "at hunter2222" });
  await session.end("closed");
  const stored = JSON.stringify(await manifest());
  expect(stored).not.toContain("hunter");
  expect(stored).toContain('"title":"****!"');
  expect(stored).toContain('"url":"http://a/?q=****"');
  expect(stored).toContain('"detail":"at ****"');
  const [events] = await readSegments(store, { sessionId: session.sessionId, targetId: "T1" });
  expect(events?.[0]).toMatchObject({ data: { href: "http://a/?q=****" } });
});

test("a gap makes it partial", async () => {
  const { session, manifest } = await start();
  session.addGap({ targetId: "T1", from: 1, to: 2, reason: "batch-lost" });
  await session.end("closed");
  expect(await manifest()).toMatchObject({ state: "partial", gaps: [{ reason: "batch-lost" }] });
});

test("the same error of a recorder is one gap that grows; gaps without end are cut", async () => {
  const { session, manifest } = await start();
  for (let at = 1; at <= 3; at++) {
    session.addGap({ targetId: "T1", from: at, to: at, reason: "recorder-error", detail: "x" });
  }
  for (let at = 0; at < 2000; at++) session.addGap({ from: at, to: at, reason: `r${at}` });
  await session.end("closed");
  const { gaps, limitsHit } = await manifest();
  expect(gaps[0]).toMatchObject({ from: 1, to: 3 });
  expect(gaps).toHaveLength(1000);
  expect(limitsHit).toEqual(["gaps"]);
});

test("addresses without end are cut, as is a long one", async () => {
  const { session, manifest } = await start();
  push(session, "T1", [1000]);
  for (let i = 0; i < 2000; i++)
    session.describeTarget("T1", { url: `data:,${i}${"x".repeat(9000)}` });
  await session.end("closed");
  const { targets, limitsHit } = await manifest();
  expect(targets[0]?.urls).toHaveLength(1000);
  expect(targets[0]?.urls[1]?.url).toHaveLength(8192);
  expect(limitsHit).toEqual(["urls"]);
});

test("a target that reaches its size is a gap up to the end, and a limit", async () => {
  const { session, manifest } = await start({ limits: { maxTargetBytes: 1000 } });
  push(
    session,
    "T1",
    Array.from({ length: 100 }, (_, i) => 1000 + i),
  );
  await session.end("closed");
  const { gaps, limitsHit, endedAt, segments, state } = await manifest();
  expect(gaps).toMatchObject([{ targetId: "T1", reason: "size-limit" }]);
  expect(gaps[0]?.to).toBeGreaterThan((endedAt as number) - 5000);
  expect(limitsHit).toEqual(["maxTargetBytes"]);
  expect(segments[0]?.eventCount).toBeLessThan(30);
  expect(state).toBe("partial");
});

test("of a target that is closed nothing is held, and one that comes back goes on", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    const { session, store, manifest } = await start();
    push(session, "T1", [1000, 2000]);
    const recording = new WeakRef(session.target({ targetId: "T1" }));
    session.closeTarget("T1");
    await vi.advanceTimersByTimeAsync(1500);
    await vi.waitFor(async () => {
      expect((await manifest()).segments).toMatchObject([{ number: 1, state: "closed" }]);
    });
    await vi.waitFor(() => {
      // It collects the garbage.
      getHeapSnapshot().destroy();
      expect(recording.deref()).toBeUndefined();
    });
    push(session, "T1", [3000, 4000]);
    await session.end("closed");
    const { targets, segments, gaps } = await manifest();
    expect(targets).toHaveLength(1);
    expect(targets[0]?.closedAt).toBeUndefined();
    expect(segments).toMatchObject([{ number: 1 }, { number: 2, eventCount: 2 }]);
    expect(gaps).toEqual([]);
    const read = await readSegments(store, { sessionId: session.sessionId, targetId: "T1" });
    expect(read.map((events) => events.length)).toEqual([2, 2]);
  } finally {
    vi.useRealTimers();
  }
});

test("a target that comes back while a sink that is away has not got its last words goes on", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    const store = memoryStore();
    const { promise: isBack, resolve: comeBack } = Promise.withResolvers<void>();
    const appendSegment: typeof store.appendSegment = async (...args) => {
      await isBack;
      return store.appendSegment(...args);
    };
    const { session } = await start({ sink: { ...store, appendSegment } });
    push(session, "T1", [1000, 2000]);
    session.closeTarget("T1");
    await vi.advanceTimersByTimeAsync(1500);
    push(session, "T1", [3000, 4000], "http://b/", "e");
    const recording = session.target({ targetId: "T1" });
    comeBack();
    await vi.waitFor(async () => {
      expect((await readManifest(store, session.sessionId)).segments).toMatchObject([
        { state: "closed", eventCount: 4 },
      ]);
    });
    expect(session.target({ targetId: "T1" })).toBe(recording);
    push(session, "T1", [5000, 6000], "http://c/", "f");
    await session.end("closed");
    const { gaps, state } = await readManifest(store, session.sessionId);
    expect({ gaps, state }).toEqual({ gaps: [], state: "final" });
    const read = await readSegments(store, { sessionId: session.sessionId, targetId: "T1" });
    expect(read.flat().map(({ timestamp }) => timestamp)).toEqual([
      1000, 2000, 3000, 4000, 5000, 6000,
    ]);
  } finally {
    vi.useRealTimers();
  }
});

test("maxDurationMs counts from when the sink has the first manifest", async () => {
  const store = memoryStore();
  const { promise: isThere, resolve: answer } = Promise.withResolvers<void>();
  const onMaxDuration = vi.fn();
  const sink = { ...store, writeManifest: () => isThere };
  const starting = start({ sink, maxDurationMs: 1 }, onMaxDuration);
  await sleep(20);
  // The owner has no session yet that it could end.
  expect(onMaxDuration).not.toHaveBeenCalled();
  answer();
  const { session } = await starting;
  await vi.waitFor(() => expect(onMaxDuration).toHaveBeenCalledOnce());
  await session.end("max-duration");
});

test("a page that opens after the end leaves the manifest as it is", async () => {
  const { session, store } = await start();
  await session.end("max-duration");
  const final = await store.readManifest(session.sessionId);
  push(session, "T1", [1000]);
  session.describeTarget("T1", { title: "late" });
  await sleep(20);
  expect(await store.readManifest(session.sessionId)).toBe(final);
});

test("after maxDurationMs the owner is told", async () => {
  const onMaxDuration = vi.fn();
  const { session } = await start({ maxDurationMs: 20 }, onMaxDuration);
  await sleep(100);
  expect(onMaxDuration).toHaveBeenCalledOnce();
  await session.end("max-duration");
});

test("a sink that takes no manifest makes the start fail", async () => {
  const sink = { ...memoryStore(), writeManifest: () => Promise.reject(new Error("full")) };
  await expect(start({ sink })).rejects.toMatchObject({
    code: "SINK_WRITE_FAILED",
    message: expect.stringContaining("full"),
  });
});

test("a sink that takes no later manifest is told to onError, and ends all the same", async () => {
  const errors: Error[] = [];
  const store = memoryStore();
  const sink = { ...store };
  const { session } = await start({ sink, onError: (error) => errors.push(error) });
  sink.writeManifest = () => Promise.reject(new Error("full"));
  await session.end("closed");
  expect(errors).toMatchObject([{ code: "SINK_WRITE_FAILED", message: /manifest.*full/ }]);
});

test("a sink that never answers holds up the end for ten seconds at most", async () => {
  const store = memoryStore();
  const { sync: _, ...waiting } = store;
  const sink = { ...waiting, appendSegment: () => new Promise<void>(() => undefined) };
  const { session } = await start({ sink });
  push(session, "T1", [1000, 2500]);
  vi.useFakeTimers();
  const end = session.end("closed");
  await vi.advanceTimersByTimeAsync(10_000);
  await end;
  vi.useRealTimers();
  expect(await readManifest(store, session.sessionId)).toMatchObject({
    state: "partial",
    reason: "closed",
    gaps: [{ targetId: "T1", reason: "sink-timeout" }],
  });
});
