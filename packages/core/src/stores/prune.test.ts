import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { RecordingError } from "@pagereel/protocol";
import { sampleManifest } from "@pagereel/testing/recordings";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SESSION, storeSession } from "../../test/support/stored-session.js";
import { fileStore } from "./file-store.js";
import { memoryStore } from "./memory-store.js";
import { type PrunedSession, type PruneOptions, prune } from "./prune.js";
import type { Store } from "./store.js";

const DAY = 86_400_000;
const NOW = 1_800_000_000_000;

/** Ids that sort as their numbers do. */
function idOf(number: number): string {
  return `01980f3e-0000-7000-8000-${String(number).padStart(12, "0")}`;
}

let store: Store;
beforeEach(() => {
  store = memoryStore();
});

/** Whether a session with this manifest is deleted. */
async function isDeleted(
  given: Partial<ReturnType<typeof sampleManifest>>,
  options: PruneOptions = {},
): Promise<boolean> {
  await store.writeManifest(sampleManifest({ sessionId: idOf(1), ...given }));
  const { deleted } = await prune(store, { now: NOW, ...options });
  return deleted.length === 1;
}

describe("a session is deleted", () => {
  test.each([
    ["30 days after its end, unless told", { endedAt: NOW - 30 * DAY }, {}],
    [
      "after as many days as it was recorded with",
      { retentionDays: 3, endedAt: NOW - 3 * DAY },
      {},
    ],
    ["or as the call says", { retentionDays: 9, endedAt: NOW - 5 * DAY }, { retentionDays: 5 }],
    ["at once where nothing is kept", { endedAt: NOW }, { retentionDays: 0 }],
  ])("%s", async (_, given, options) => {
    expect(await isDeleted(given, options)).toBe(false);
    expect(await isDeleted({ ...given, endedAt: given.endedAt - 1 }, options)).toBe(true);
  });

  test("by when it was last heard of, where its process was killed", async () => {
    const killed = { state: "recording", startedAt: NOW - 40 * DAY } as const;
    expect(await isDeleted({ ...killed, updatedAt: NOW - 29 * DAY })).toBe(false);
    expect(await isDeleted({ ...killed, updatedAt: NOW - 31 * DAY })).toBe(true);
    expect(await isDeleted(killed)).toBe(true);
  });

  test.each([
    ["was heard of within a day", { updatedAt: NOW - DAY }],
    ["began within a day", { startedAt: NOW - DAY }],
    [
      "has a process that runs, though it sleeps",
      { updatedAt: NOW - 40 * DAY, process: { host: hostname(), pid: process.pid } },
    ],
  ])("never while it %s and is recording", async (_, given) => {
    const old = { startedAt: NOW - 41 * DAY, state: "recording", ...given } as const;
    expect(await isDeleted(old, { retentionDays: 0 })).toBe(false);
  });
});

test("says what it deleted and what it kept, newest first", async () => {
  const segment = { targetId: "T", state: "closed", continued: false } as const;
  const rest = { firstTimestamp: 0, lastTimestamp: 0, eventCount: 0 };
  for (const number of [1, 2, 3, 4]) {
    const segments = [1, 2].map((at) => ({ ...segment, ...rest, number: at, bytes: 10 * number }));
    const endedAt = number === 4 ? NOW : NOW - 60 * DAY;
    await store.writeManifest(sampleManifest({ sessionId: idOf(number), endedAt, segments }));
  }
  const said: PrunedSession[] = [];
  const options = { now: NOW, onSession: (session: PrunedSession) => void said.push(session) };
  const expected = { deleted: [3, 2, 1].map(idOf), kept: 1, failed: [], bytes: 120 };
  expect(await prune(store, { ...options, dryRun: true })).toEqual(expected);
  expect((await store.listSessions()).sessionIds).toHaveLength(4);
  said.length = 0;
  expect(await prune(store, options)).toEqual(expected);
  expect(said).toEqual([
    { sessionId: idOf(4), outcome: "kept", bytes: 80 },
    { sessionId: idOf(3), outcome: "deleted", bytes: 60 },
    { sessionId: idOf(2), outcome: "deleted", bytes: 40 },
    { sessionId: idOf(1), outcome: "deleted", bytes: 20 },
  ]);
  expect((await store.listSessions()).sessionIds).toEqual([idOf(4)]);
  expect(await prune(store, { now: NOW })).toEqual({ deleted: [], kept: 1, failed: [], bytes: 0 });
});

test("goes through all pages of a store, while it deletes from them", async () => {
  for (let number = 1; number <= 250; number++) {
    const endedAt = number % 2 === 0 ? NOW : 0;
    await store.writeManifest(sampleManifest({ sessionId: idOf(number), endedAt }));
  }
  const { deleted, kept } = await prune(store, { now: NOW });
  expect([deleted.length, kept]).toEqual([125, 125]);
});

test("can be ended, and goes on with the next call", async () => {
  for (const number of [1, 2, 3]) {
    await store.writeManifest(sampleManifest({ sessionId: idOf(number), endedAt: 0 }));
  }
  const controller = new AbortController();
  const reason = new Error("enough");
  const onSession = () => controller.abort(reason);
  const options = { now: NOW, signal: controller.signal, onSession };
  await expect(prune(store, options)).rejects.toBe(reason);
  expect((await store.listSessions()).sessionIds).toEqual([idOf(2), idOf(1)]);
  expect((await prune(store, { now: NOW })).deleted).toEqual([idOf(2), idOf(1)]);
});

test("a session that cannot be deleted does not stop the others, nor does one that is gone", async () => {
  for (const number of [1, 2, 3, 4]) {
    await store.writeManifest(sampleManifest({ sessionId: idOf(number), endedAt: 0 }));
  }
  const { deleteSession, readManifest } = store;
  const error = new RecordingError("SINK_WRITE_FAILED", "the disk is read-only");
  store.deleteSession = async (sessionId) => {
    if (sessionId === idOf(3)) throw error;
    return deleteSession(sessionId);
  };
  store.readManifest = async (sessionId) =>
    sessionId === idOf(2) ? undefined : readManifest(sessionId);
  expect(await prune(store, { now: NOW })).toEqual({
    deleted: [idOf(4), idOf(1)],
    kept: 0,
    failed: [{ sessionId: idOf(3), error }],
    bytes: 0,
  });
});

describe("in a directory", () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), "pagereel-prune-"));
    store = fileStore(root);
  });
  afterEach(() => rm(root, { recursive: true }));

  test("leaves what cannot be read, and what is not its own", async () => {
    await storeSession(store, { T: [[1, 2], [3]] }, { endedAt: 0 });
    const unreadable = path.join(root, idOf(2));
    await mkdir(unreadable);
    await writeFile(path.join(unreadable, "manifest.json"), '{"version":1');
    await mkdir(path.join(root, "spool"));
    const { deleted, failed } = await prune(store, { now: NOW });
    expect(failed).toEqual([
      { sessionId: idOf(2), error: expect.objectContaining({ code: "INVALID_RECORDING" }) },
    ]);
    expect(deleted).toEqual([SESSION]);
    expect((await readdir(root)).sort()).toEqual([idOf(2), "spool"]);
  });

  test("beside a writer takes nothing of its session", async () => {
    const ref = { sessionId: idOf(9), targetId: "T", number: 1 };
    const recording = { sessionId: idOf(9), state: "recording", startedAt: Date.now() } as const;
    await store.writeManifest(sampleManifest(recording));
    let offset = 0;
    for (let round = 0; round < 20; round++) {
      const old = { sessionId: idOf(round % 5), endedAt: 0 };
      await store.writeManifest(sampleManifest(old));
      const writes = [
        store.appendSegment(ref, offset, Buffer.from("x".repeat(100))),
        store.writeManifest(sampleManifest(recording)),
      ];
      const both = [prune(store, { retentionDays: 0 }), prune(store, { retentionDays: 0 })];
      await Promise.all([...writes, ...both]);
      offset += 100;
    }
    expect(await readdir(root)).toEqual([idOf(9)]);
    expect(await store.readSegment(ref)).toHaveLength(2000);
  });
});

test.each([{ retentionDays: -1 }, { retentionDays: "30" }, { dryrun: true }])(
  "%j is refused",
  async (options) => {
    const pruning = prune(store, options as unknown as PruneOptions);
    await expect(pruning).rejects.toMatchObject({ code: "INVALID_OPTIONS" });
  },
);
