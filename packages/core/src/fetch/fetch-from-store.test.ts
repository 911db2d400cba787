import type { eventWithTime } from "@rrweb/types";
import { describe, expect, test, vi } from "vitest";
import { eventAt, SESSION, storeSession, timestampsOf } from "../../test/support/stored-session.js";
import { memoryStore } from "../stores/memory-store.js";
import { type FetchRecordingOptions, fetchRecording } from "./fetch-recording.js";
import { streamRecording } from "./stream-recording.js";

/** All events of a stream by target, in the order in which they came. */
async function collect(options: FetchRecordingOptions): Promise<Record<string, eventWithTime[]>> {
  const events: Record<string, eventWithTime[]> = {};
  for await (const { targetId, event } of streamRecording(SESSION, options)) {
    const list = events[targetId] ?? [];
    list.push(event);
    events[targetId] = list;
  }
  return events;
}

function tagOf({ data }: eventWithTime): string {
  return (data as { tag: string }).tag;
}

/** What both ways to read give; of what was recorded in order of time they agree. */
async function read(options: FetchRecordingOptions): Promise<Record<string, number[]>> {
  const { events } = await fetchRecording(SESSION, options);
  expect(await collect(options)).toEqual(events);
  return timestampsOf(events);
}

async function expectFailure(options: FetchRecordingOptions, failure: object): Promise<void> {
  await expect(fetchRecording(SESSION, options)).rejects.toMatchObject(failure);
  await expect(collect(options)).rejects.toMatchObject(failure);
}

describe("a finished recording", () => {
  test("has its events by target, in order of time, and its duration", async () => {
    const store = memoryStore();
    await storeSession(store, { A1: [[1000, 1001, 1002], [1003]], B2: [[900], [2500]] });
    const recording = await fetchRecording(SESSION, { store });
    expect(recording).toEqual({
      sessionId: SESSION,
      duration: 1600,
      events: {
        A1: [
          eventAt(1000, "1.0"),
          eventAt(1001, "1.1"),
          eventAt(1002, "1.2"),
          eventAt(1003, "2.0"),
        ],
        B2: [eventAt(900, "1.0"), eventAt(2500, "2.0")],
      },
    });
    expect(await collect({ store })).toEqual(recording.events);
  });

  test("leaves the bytes as they are to a store that gives the same ones again", async () => {
    const inner = memoryStore();
    await storeSession(inner, { A1: [[1000, 1001]] });
    const bytes = await inner.readSegment({ sessionId: SESSION, targetId: "A1", number: 1 });
    const store = {
      ...inner,
      readSegment: async ({ number }: { number: number }) => (number === 1 ? bytes : undefined),
    };
    expect(await read({ store })).toEqual({ A1: [1000, 1001] });
    expect(await read({ store })).toEqual({ A1: [1000, 1001] });
  });

  test("of a clock that went back is put in order, and streamed as it was recorded", async () => {
    const store = memoryStore();
    const segments = [
      [10, 30, 20, 20],
      [15, 40],
      [20, 25, 50],
    ];
    await storeSession(store, { A1: segments });
    const { events } = await fetchRecording(SESSION, { store });
    expect(timestampsOf(events)).toEqual({ A1: [10, 15, 20, 20, 20, 25, 30, 40, 50] });
    const tags = events.A1?.filter(({ timestamp }) => timestamp === 20).map(tagOf);
    expect(tags).toEqual(["1.2", "1.3", "3.0"]);
    expect(timestampsOf(await collect({ store }))).toEqual({ A1: segments.flat() });
  });

  test("of a page without events has none", async () => {
    const store = memoryStore();
    await storeSession(store, { A1: [[1]], B2: [] });
    expect(await read({ store })).toEqual({ A1: [1] });
    await storeSession(store, {});
    expect(await fetchRecording(SESSION, { store })).toEqual({
      sessionId: SESSION,
      duration: 0,
      events: {},
    });
  });

  test("may have a target of any name", async () => {
    const store = memoryStore();
    await storeSession(store, { ["__proto__"]: [[1]], constructor: [[2]] });
    const { events } = await fetchRecording(SESSION, { store });
    expect(Object.keys(events)).toEqual(["__proto__", "constructor"]);
    expect(Object.getOwnPropertyDescriptor(events, "__proto__")?.value).toEqual([
      eventAt(1, "1.0"),
    ]);
  });

  test("is read a segment at a time", async () => {
    const store = memoryStore();
    await storeSession(store, { A1: [[1, 2], [3], [4]] });
    const readSegment = vi.fn(store.readSegment);
    const stream = streamRecording(SESSION, { store: { ...store, readSegment } });
    const counts: number[] = [];
    for await (const _ of stream) counts.push(readSegment.mock.calls.length);
    expect(counts).toEqual([1, 1, 2, 3]);
  });
});

describe("a session that is still recording", () => {
  test("is not given, and the sentence says what to do", async () => {
    const store = memoryStore();
    await storeSession(store, { A1: [[1]] }, { state: "recording" });
    await expectFailure(
      { store },
      {
        code: "RECORDING_NOT_FINISHED",
        message:
          `Session ${SESSION} is still recording. Close its browser first, or pass ` +
          "waitUntilFinished: true to wait for its end. To see what there is now, pass partial: true.",
      },
    );
  });

  test("is given as far as it is, with what the manifest does not name yet", async () => {
    const store = memoryStore();
    await storeSession(store, { A1: [[1], [2], [3]], B2: [[4]] });
    const { targets, segments } = JSON.parse((await store.readManifest(SESSION)) ?? "");
    const known = segments.slice(0, 1);
    await storeSession(store, {}, { state: "recording", targets, segments: known });
    expect(await read({ store, partial: true })).toEqual({ A1: [1, 2, 3], B2: [4] });
  });

  test.each(["final", "partial", "recovered"] as const)(
    "is waited for until it is %s",
    async (state) => {
      const store = memoryStore();
      await storeSession(store, { A1: [[1]] }, { state: "recording" });
      const reading = fetchRecording(SESSION, { store, waitUntilFinished: true });
      await storeSession(store, { A1: [[1], [2]] }, { state });
      expect(timestampsOf((await reading).events)).toEqual({ A1: [1, 2] });
    },
  );

  test("is waited for no longer than timeoutMs", async () => {
    const store = memoryStore();
    await storeSession(store, { A1: [[1]] }, { state: "recording" });
    const options = { store, waitUntilFinished: true, timeoutMs: 250 };
    const start = performance.now();
    await expect(fetchRecording(SESSION, options)).rejects.toMatchObject({
      code: "RECORDING_NOT_FINISHED",
      message: expect.stringContaining("is still recording after 250 ms of waiting"),
    });
    expect(performance.now() - start).toBeGreaterThanOrEqual(245);
    expect(performance.now() - start).toBeLessThan(10_000);
    const { events } = await fetchRecording(SESSION, { ...options, partial: true });
    expect(timestampsOf(events)).toEqual({ A1: [1] });
  });

  test("is waited for until the caller wants no more", async () => {
    const store = memoryStore();
    await storeSession(store, { A1: [[1]] }, { state: "recording" });
    const controller = new AbortController();
    const reason = new Error("enough");
    setTimeout(() => controller.abort(reason), 50);
    const options = { store, waitUntilFinished: true, signal: controller.signal };
    await expect(fetchRecording(SESSION, options)).rejects.toBe(reason);
    await expect(fetchRecording(SESSION, options)).rejects.toBe(reason);
  });
});

test("a caller who wants no more gets no more segments", async () => {
  const store = memoryStore();
  await storeSession(store, { A1: [[1], [2], [3]] });
  const controller = new AbortController();
  const seen: number[] = [];
  const reading = (async () => {
    for await (const { event } of streamRecording(SESSION, { store, signal: controller.signal })) {
      seen.push(event.timestamp);
      controller.abort("enough");
    }
  })();
  await expect(reading).rejects.toBe("enough");
  expect(seen).toEqual([1]);
});

test("the first look at a stream tells of bad input", async () => {
  const first = (sessionId: string, options?: object) => streamRecording(sessionId, options).next();
  await expect(first("../x")).rejects.toMatchObject({ code: "INVALID_SESSION_ID" });
  await expect(first(SESSION, { stor: 1 })).rejects.toMatchObject({ code: "INVALID_OPTIONS" });
  await expect(fetchRecording("")).rejects.toMatchObject({ code: "INVALID_SESSION_ID" });
});
