import { type Manifest, memoryStore, type Store } from "@pagereel/core";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { EventStreamClient, type ReceivedEvent } from "../../test/support/event-stream-client.js";
import { GrowingSegment } from "../../test/support/growing-segment.js";
import { makeRecordingsApi, type RecordingsApi } from "../../test/support/recordings-api.js";
import {
  eventAt,
  makeManifest,
  SESSION,
  START,
  segmentEntry,
  type TestEvent,
} from "../../test/support/stored-sessions.js";
import { followSession } from "./follow-session.js";

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
const segment = (number: number, targetId = "A", store: Store = api.store) =>
  new GrowingSegment(store, { sessionId: SESSION, targetId, number });
const times = (messages: (ReceivedEvent | undefined)[]) =>
  messages
    .flatMap((message) => message?.data.events ?? [])
    .map(({ timestamp }: TestEvent) => timestamp - START);

/** Takes messages until so many events came. */
async function take(client: EventStreamClient, count: number): Promise<number[]> {
  const found: number[] = [];
  while (found.length < count) {
    const message = await client.next("events");
    if (!message) throw new Error(`The stream ended after ${found.length} events.`);
    found.push(...times([message]));
  }
  return found;
}

describe("a session that this process records", () => {
  beforeEach(async () => {
    api.states.set(SESSION, "recording");
    await api.store.writeManifest(running());
  });

  test("is followed as it is written, before any manifest says so", async () => {
    await using client = await EventStreamClient.open(url);
    await client.next("manifest");
    const first = segment(1);
    for (const at of [0, 1, 2]) {
      await first.append(eventAt(at));
      // The polls of the store are ten seconds apart: these come since they are told.
      expect(await take(client, 1)).toEqual([at]);
    }
    await first.close();
    await segment(2).append(eventAt(3), eventAt(4));
    expect(await take(client, 2)).toEqual([3, 4]);
  });

  test("is followed in all its targets, those that come later too", async () => {
    await using client = await EventStreamClient.open(url);
    await segment(1).append(eventAt(0));
    expect(await take(client, 1)).toEqual([0]);
    await api.store.writeManifest(running({ targets: [target("A"), target("B")] }));
    await segment(1, "B").append(eventAt(7));
    expect(await client.next("events")).toMatchObject({ data: { targetId: "B" } });
  });

  test("ends when it is finished, with its last manifest", async () => {
    const client = await EventStreamClient.open(url);
    const only = segment(1);
    await only.append(eventAt(0));
    expect(await take(client, 1)).toEqual([0]);
    await only.append(eventAt(1));
    await only.close();
    const entry = segmentEntry("A", 1, [eventAt(0), eventAt(1)]);
    const manifest = makeManifest({
      targets: [target("A")],
      segments: [{ ...entry, bytes: only.bytes }],
      reason: "idle",
    });
    await api.store.writeManifest(manifest);
    const rest = await client.all();
    expect(times(rest)).toEqual([1]);
    expect(rest.findLast(({ event }) => event === "manifest")?.data).toEqual(manifest);
    expect(rest.at(-1)).toMatchObject({ event: "end", data: { state: "final", reason: "idle" } });
  });

  test("ends when it is deleted", async () => {
    const client = await EventStreamClient.open(url);
    await client.next("manifest");
    await api.store.deleteSession(SESSION);
    api.states.clear();
    expect(await client.next("end")).toMatchObject({ data: { state: "deleted" } });
    expect(await client.next()).toBeUndefined();
  });

  test("loses nothing and repeats nothing over any number of interruptions", async () => {
    await api.store.writeManifest(running({ targets: [target("A"), target("B")] }));
    const open = new Map(["A", "B"].map((id) => [id, segment(1, id)]));
    const expected: Record<string, number[]> = { A: [], B: [] };
    const received: Record<string, number[]> = { A: [], B: [] };
    let at = 0;
    let lastId = "";
    for (let round = 0; round < 30; round++) {
      const client = await EventStreamClient.open(url, lastId);
      expect((await client.next())?.data).toEqual({ resumed: round > 0 });
      for (const id of round % 3 === 0 ? ["A"] : ["B", "A"]) {
        const events = [eventAt(at++), eventAt(at++)];
        expected[id]?.push(...events.map(({ timestamp }) => timestamp - START));
        await open.get(id)?.append(...events);
        if (round % 5 !== 4) continue;
        await open.get(id)?.close();
        open.set(id, segment((open.get(id)?.ref.number ?? 0) + 1, id));
      }
      const isAll = () =>
        received.A?.length === expected.A?.length && received.B?.length === expected.B?.length;
      // In some rounds the client leaves after the first message.
      do {
        const message = await client.next("events");
        received[message?.data.targetId]?.push(...times([message]));
      } while (round % 4 !== 0 && !isAll());
      ({ lastId } = client);
      await client[Symbol.asyncDispose]();
    }
    await api.store.writeManifest(makeManifest({ targets: [target("A"), target("B")] }));
    const last = await (await EventStreamClient.open(url, lastId)).all();
    for (const message of last.filter(({ event }) => event === "events")) {
      received[message.data.targetId]?.push(...times([message]));
    }
    expect(received).toEqual(expected);
  });

  test("of many targets is read with few open", async () => {
    const ids = Array.from({ length: 30 }, (_, i) => `T${i}`);
    await api.store.writeManifest(running({ targets: ids.map(target) }));
    const segments = ids.map((id) => segment(1, id));
    await using client = await EventStreamClient.open(url);
    await client.next("manifest");
    for (const [round, at] of [0, 100, 200].entries()) {
      for (const [i, one] of segments.entries()) await one.append(eventAt(at + i));
      const expected = ids.map((_, i) => at + i);
      expect(
        (await take(client, 30)).sort((a, b) => a - b),
        `round ${round}`,
      ).toEqual(expected);
    }
  });
});

describe("a session that another process records", () => {
  test("is followed through the store", async () => {
    const other = { host: "elsewhere", pid: 1 };
    const first = segment(1, "A", stored);
    await stored.writeManifest(running({ process: other, updatedAt: Date.now() }));
    await using client = await EventStreamClient.open(url);
    await client.next("manifest");
    await first.append(eventAt(0));
    const entry = segmentEntry("A", 1, [eventAt(0)]);
    const open = { ...entry, state: "open" as const, bytes: first.bytes };
    const manifest = running({ process: other, updatedAt: Date.now(), segments: [open] });
    await stored.writeManifest(manifest);
    expect(await take(client, 1)).toEqual([0]);
    await first.close();
    await stored.writeManifest(makeManifest({ segments: [{ ...entry, bytes: first.bytes }] }));
    expect(await client.next("end")).toMatchObject({ data: { state: "final" } });
  });

  test("that was killed is played as far as it goes", async () => {
    const first = segment(1, "A", stored);
    await first.append(eventAt(0), eventAt(1));
    await stored.writeManifest(running({ process: { host: "elsewhere", pid: 1 }, updatedAt: 1 }));
    const messages = await (await EventStreamClient.open(url)).all();
    expect(times(messages)).toEqual([0, 1]);
    expect(messages.at(-1)?.data).toEqual({ state: "recovered", reason: "process-killed" });
  });
});

test("a connection on which nothing happens is kept alive", async () => {
  vi.useFakeTimers();
  try {
    const manifest = running({ updatedAt: Date.now() });
    await api.store.writeManifest(manifest);
    const end = new AbortController();
    const texts = followSession(
      { store: api.store, stateOf: () => "recording" },
      { manifest, lastEventId: undefined, signal: end.signal },
    );
    for (const event of ["start", "manifest"]) {
      expect((await texts.next()).value).toContain(`event: ${event}\n`);
    }
    for (let times = 0; times < 3; times++) {
      const next = texts.next();
      await vi.advanceTimersByTimeAsync(15_000);
      expect((await next).value).toBe(": keep-alive\n\n");
    }
    const last = texts.next();
    end.abort();
    expect(await last).toEqual({ done: true, value: undefined });
  } finally {
    vi.useRealTimers();
  }
});
