import { type Manifest, memoryStore, type Store } from "@pagereel/core";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { EventStreamClient, type ReceivedEvent } from "../../test/support/event-stream-client.js";
import { makeRecordingsApi, type RecordingsApi } from "../../test/support/recordings-api.js";
import {
  eventAt,
  makeManifest,
  SESSION,
  START,
  segmentBytes,
  segmentEntry,
  storeSession,
  type TestEvent,
} from "../../test/support/stored-sessions.js";

let stored: Store;
let api: RecordingsApi;
let url: string;
beforeEach(async () => {
  stored = memoryStore();
  api = await makeRecordingsApi(stored);
  url = `${await api.app.listen({ host: "127.0.0.1", port: 0 })}/recording/${SESSION}/live`;
});
afterEach(() => api[Symbol.asyncDispose]());

const target = (targetId: string) => ({ targetId, openedAt: START, urls: [] });
const running = (given: Partial<Manifest> = {}): Manifest => {
  const { reason: _, ...manifest } = makeManifest({ state: "recording", targets: [target("A")] });
  return { ...manifest, ...given };
};
const times = (messages: (ReceivedEvent | undefined)[]) =>
  messages
    .flatMap((message) => message?.data.events ?? [])
    .map(({ timestamp }: TestEvent) => timestamp - START);

describe("a finished session", () => {
  const segments = { A: [[eventAt(0), eventAt(1)], [eventAt(2)]], B: [[eventAt(5)]] };

  test("is played to its end", async () => {
    const manifest = await storeSession(stored, segments);
    await stored.writeManifest({ ...manifest, process: { host: "build-7", pid: 42 } });
    const client = await EventStreamClient.open(url);
    expect(client.response.headers.get("content-type")).toMatch("text/event-stream");
    expect((await client.all()).map(({ event, data }) => ({ event, data }))).toEqual([
      { event: "start", data: { resumed: false } },
      { event: "manifest", data: manifest },
      { event: "events", data: { targetId: "A", events: segments.A[0] } },
      { event: "events", data: { targetId: "A", events: segments.A[1] } },
      { event: "events", data: { targetId: "B", events: segments.B[0] } },
      { event: "end", data: { state: "final", reason: "closed" } },
    ]);
    expect(client.lastId).toBe("end");
    expect((await EventStreamClient.open(url, "end")).response.status).toBe(204);
  });

  test("is resumed behind any of its events", async () => {
    await storeSession(stored, segments);
    const messages = await (await EventStreamClient.open(url)).all();
    const withEvents = messages.filter(({ event }) => event === "events");
    for (const [i, { id = "" }] of withEvents.entries()) {
      const rest = await (await EventStreamClient.open(url, id)).all();
      expect(rest[0]).toMatchObject({ event: "start", data: { resumed: true } });
      expect(times(rest)).toEqual(times(withEvents.slice(i + 1)));
    }
  });

  test("is played without what can be asked for, where that is wanted", async () => {
    const manifest = await storeSession(stored, segments);
    for (const segment of manifest.segments) if (segment.number === 2) segment.state = "open";
    await stored.writeManifest(manifest);
    const messages = await (await EventStreamClient.open(`${url}?skip=closed`)).all();
    expect(times(messages)).toEqual([2]);
    const { id = "" } = messages.find(({ event }) => event === "events") ?? {};
    const rest = await (await EventStreamClient.open(`${url}?skip=closed`, id)).all();
    expect(rest[0]?.data).toEqual({ resumed: true });
    expect(times(rest)).toEqual([]);
    expect((await fetch(`${url}?skip=all`)).status).toBe(400);
  });

  test("begins anew with an id that is none, or another session's", async () => {
    await storeSession(stored, segments);
    const strange = ["x", "2.aaaaaaaaaaaa.1,1", "999999.aaaaaaaaaaaa.1", `1.${"a".repeat(12)}.1*9`];
    for (const id of strange) {
      const messages = await (await EventStreamClient.open(url, id)).all();
      expect(messages[0]?.data).toEqual({ resumed: false });
      expect(times(messages)).toEqual([0, 1, 2, 5]);
    }
  });

  test("says what of it is missing or damaged", async () => {
    await storeSession(stored, segments);
    const ref = { sessionId: SESSION, targetId: "A", number: 2 };
    const [first = [], second = []] = segments.A;
    await stored.appendSegment(ref, 0, Buffer.alloc(segmentBytes(second).length, 0xff));
    const manifest = makeManifest({ targets: [target("A"), target("B")] });
    manifest.segments.push(segmentEntry("A", 1, first), segmentEntry("A", 2, second));
    manifest.segments.push(segmentEntry("A", 3, second));
    await stored.writeManifest(manifest);
    const messages = await (await EventStreamClient.open(url)).all();
    expect(messages.map(({ event, data }) => (event === "gap" ? data.reason : event))).toEqual([
      "start",
      "manifest",
      "events",
      "segment-damaged",
      "segment-missing",
      "end",
    ]);
  });
});

test("a client that reads nothing costs no memory, and gets all when it reads", async () => {
  const filler = "x".repeat(100_000);
  let reads = 0;
  const events = Array.from({ length: 300 }, (_, i) => [eventAt(i, filler)]);
  await storeSession(stored, { A: events });
  await using slow = await makeRecordingsApi({
    ...stored,
    readSegment: async (ref) => {
      reads++;
      return stored.readSegment(ref);
    },
  });
  const address = await slow.app.listen({ host: "127.0.0.1", port: 0 });
  const client = await EventStreamClient.open(`${address}/recording/${SESSION}/live`);
  await client.next("manifest");
  for (let before = -1; before !== reads; ) {
    before = reads;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  expect(reads).toBeLessThan(250);
  expect(times(await client.all())).toHaveLength(300);
});

test("clients that go away leave nothing behind, and others come in", async () => {
  api.states.set(SESSION, "recording");
  await api.store.writeManifest(running());
  let following = 0;
  const { follow } = api.store;
  api.store.follow = (...args) => {
    following++;
    const disposable = follow(...args);
    return {
      [Symbol.dispose]: () => {
        following--;
        disposable[Symbol.dispose]();
      },
    };
  };
  const all = await Promise.all(Array.from({ length: 64 }, () => EventStreamClient.open(url)));
  expect(all.every(({ response }) => response.status === 200)).toBe(true);
  const tooMany = await EventStreamClient.open(url);
  expect(tooMany.response.status).toBe(429);
  for (const client of all) await client[Symbol.asyncDispose]();
  await vi.waitFor(async () => {
    await using client = await EventStreamClient.open(url);
    expect(client.response.status).toBe(200);
  });
  await vi.waitFor(() => expect(following).toBe(0));
});

test("clients that go away before they follow leave nothing behind", async () => {
  await stored.writeManifest(running());
  const read = Promise.withResolvers<void>();
  let waiting = 0;
  let gone = 0;
  await using slow = await makeRecordingsApi({
    ...stored,
    readManifest: async (sessionId) => {
      waiting++;
      await read.promise;
      return stored.readManifest(sessionId);
    },
  });
  slow.app.server.on("request", (_, response) => response.once("close", () => gone++));
  const address = await slow.app.listen({ host: "127.0.0.1", port: 0 });
  const follow = `${address}/recording/${SESSION}/live`;
  const abort = new AbortController();
  const asked = Array.from({ length: 64 }, () => fetch(follow, { signal: abort.signal }));
  await expect.poll(() => waiting).toBe(64);
  abort.abort();
  await Promise.allSettled(asked);
  await expect.poll(() => gone).toBe(64);
  read.resolve();
  await using client = await EventStreamClient.open(follow);
  expect(client.response.status).toBe(200);
});

test("a server that ends does not wait for sessions that go on", async () => {
  await api.store.writeManifest(running());
  const client = await EventStreamClient.open(url);
  await client.next("manifest");
  await api.app.close();
  expect(await client.next("end").catch(() => undefined)).toBeUndefined();
});

test("what is not there is an answer, and no stream", async () => {
  const answer = await api.app.inject(`/recording/${SESSION}/live`);
  expect(answer.statusCode).toBe(404);
  expect(answer.json()).toMatchObject({ errors: [{ reason: "recording-not-found" }] });
});
