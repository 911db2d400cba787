import { memoryStore, type Store } from "@pagereel/core";
import { givesFreshBytes } from "@pagereel/core/adapter";
import { describeStore } from "@pagereel/testing/store-contract";
import { beforeEach, describe, expect, test } from "vitest";
import { makeManifest, SESSION } from "../../test/support/stored-sessions.js";
import { type LiveStore, liveStore, type StoreChange } from "./live-store.js";

describeStore("a live store", () => liveStore(memoryStore()));

describe("who follows a session", () => {
  const ref = { sessionId: SESSION, targetId: "A", number: 1 };
  const other = { ...ref, sessionId: SESSION.replace("0", "1") };
  let stored: Store;
  let store: LiveStore;
  let changes: StoreChange[];
  beforeEach(() => {
    stored = memoryStore();
    store = liveStore(stored);
    changes = [];
  });

  test("is told what was written of it, when it can be read", async () => {
    using _ = store.follow(SESSION, (change) => {
      changes.push(change);
    });
    await store.appendSegment(ref, 0, Buffer.from("one"));
    await store.appendSegment({ ...ref, sessionId: SESSION.toUpperCase() }, 3, Buffer.from("two"));
    await store.writeManifest(makeManifest());
    store.sync?.appendSegment(ref, 6, Buffer.from("three"));
    store.sync?.writeManifest(makeManifest());
    await store.appendSegment(other, 0, Buffer.from("one"));
    await store.deleteSession(SESSION);
    expect(changes).toEqual([
      { kind: "segment", targetId: "A", number: 1, end: 3 },
      { kind: "segment", targetId: "A", number: 1, end: 6 },
      { kind: "manifest" },
      { kind: "segment", targetId: "A", number: 1, end: 11 },
      { kind: "manifest" },
      { kind: "deleted" },
    ]);
  });

  test("is not told of what failed, and of nothing more when it does not want to be", async () => {
    const following = store.follow(SESSION, (change) => {
      changes.push(change);
    });
    await expect(store.appendSegment(ref, 9, Buffer.from("late"))).rejects.toThrow();
    expect(() => store.sync?.appendSegment(ref, 9, Buffer.from("late"))).toThrow();
    following[Symbol.dispose]();
    await store.appendSegment(ref, 0, Buffer.from("one"));
    expect(changes).toEqual([]);
  });
});

test("what the store is and can, the live one is and can", async () => {
  const pacing = { flushIntervalMs: 1, chunkBytes: 2, manifestIntervalMs: 3 };
  const flushed: unknown[] = [];
  const { sync: _, ...without } = memoryStore();
  const signal = AbortSignal.timeout(1000);
  const live = liveStore({
    ...without,
    pacing,
    flush: async (...args) => void flushed.push(args),
  });
  expect(live).toMatchObject({ name: "memory store", pacing });
  expect(live.sync).toBeUndefined();
  await live.flush?.(SESSION, signal);
  expect(flushed).toEqual([[SESSION, signal]]);
  expect("flush" in liveStore(memoryStore())).toBe(false);
  expect(givesFreshBytes(live)).toBe(false);
});
