import { spawnSync } from "node:child_process";
import os from "node:os";
import { RecordingError } from "@pagereel/protocol";
import { beforeEach, describe, expect, test } from "vitest";
import { eventAt, SESSION, segmentOf, storeSession } from "../../test/support/stored-session.js";
import { fetchRecording } from "../fetch/fetch-recording.js";
import { readManifest } from "../fetch/read-manifest.js";
import { describeProcess } from "../session/process-identity.js";
import { memoryStore } from "../stores/memory-store.js";
import type { Store } from "../stores/store.js";
import { recoverSessions } from "./recover-sessions.js";

const OTHER = "01980f3e-0000-7000-8000-000000000001";

/** A process that was, and is no more. */
const dead = {
  host: os.hostname(),
  pid: spawnSync(process.execPath, ["-e", ""]).pid,
  startTime: "1",
};

let store: Store;
beforeEach(() => {
  store = memoryStore();
});

/** Puts a session in the store as a killed process leaves it. */
async function leaveBehind(given: Parameters<typeof storeSession>[2] = {}): Promise<void> {
  await storeSession(
    store,
    { A1: [[1000, 2000], [3000]] },
    {
      state: "recording",
      startedAt: 500,
      ...given,
    },
  );
}

/** Adds a segment that the manifest does not name yet. @param cutBytes - of its end, missing */
async function addSegment(targetId: string, number: number, times: number[], cutBytes = 0) {
  const { bytes } = segmentOf(times.map((time) => eventAt(time, "unlisted")));
  const ref = { sessionId: SESSION, targetId, number };
  await store.appendSegment(ref, 0, bytes.subarray(0, bytes.length - cutBytes));
}

describe("a session whose process is dead", () => {
  test("is read at once, with what was written after the manifest", async () => {
    await leaveBehind({ process: dead, updatedAt: 6000 });
    await addSegment("A1", 3, [4000, 5000], 7);
    const recording = await fetchRecording(SESSION, { store });
    expect(recording.events.A1?.map(({ timestamp }) => timestamp)).toEqual([
      1000, 2000, 3000, 4000,
    ]);
    expect(recording.duration).toBe(3000);
    expect(await readManifest(store, SESSION)).toMatchObject({
      state: "recovered",
      reason: "process-killed",
      endedAt: 6000,
      tooShort: false,
      gaps: [{ from: 4000, to: 6000, reason: "process-killed" }],
      segments: [{ number: 1 }, { number: 2 }, { number: 3, state: "closed", eventCount: 1 }],
    });
  });

  test("is finished once and for all by recoverSessions", async () => {
    await leaveBehind({ process: dead, updatedAt: 6000 });
    const asRead = await readManifest(store, SESSION);
    const nothing = { recovered: [], recording: [], failed: [] };
    const done = { ...nothing, recovered: [SESSION] };
    expect(await recoverSessions(store, { dryRun: true })).toEqual(done);
    expect(JSON.parse((await store.readManifest(SESSION)) ?? "")).toMatchObject({
      state: "recording",
    });
    expect(await recoverSessions(store)).toEqual(done);
    expect(JSON.parse((await store.readManifest(SESSION)) ?? "")).toEqual(asRead);
    expect(await recoverSessions(store)).toEqual(nothing);
  });

  test("of which a segment is open has all that is in it", async () => {
    await storeSession(store, { A1: [[1000]] }, { state: "recording", process: dead });
    const manifest = JSON.parse((await store.readManifest(SESSION)) ?? "");
    const { bytes } = segmentOf([1000, 2000, 3000].map((time) => eventAt(time, "x")));
    const ref = { sessionId: SESSION, targetId: "A1", number: 1 };
    await store.appendSegment(ref, 0, bytes);
    Object.assign(manifest.segments[0], { state: "open", crc32: undefined });
    await store.writeManifest(manifest);
    const { segments } = await readManifest(store, SESSION);
    expect(segments).toMatchObject([
      { state: "closed", eventCount: 3, firstTimestamp: 1000, lastTimestamp: 3000 },
    ]);
    expect(segments[0]?.bytes).toBe(bytes.length);
  });

  test("with something that is no segment among its own has the others", async () => {
    await leaveBehind({ process: dead });
    const pipe: Store = {
      ...store,
      readSegment: async (ref) => {
        if (ref.number === 3) throw new RecordingError("INVALID_RECORDING", "a pipe");
        return store.readSegment(ref);
      },
    };
    expect((await readManifest(pipe, SESSION)).segments).toHaveLength(2);
    const recording = await fetchRecording(SESSION, { store: pipe });
    expect(recording.events.A1).toHaveLength(3);
  });

  test("that has no events yet is recovered, too", async () => {
    await storeSession(store, {}, { state: "recording", process: dead, updatedAt: 1 });
    expect(await readManifest(store, SESSION)).toMatchObject({ state: "recovered", duration: 0 });
  });
});

describe("a session is left alone", () => {
  const alive = describeProcess();
  const elsewhere = { host: "elsewhere", pid: 1 };
  test.each([
    ["whose process runs, however long it was silent", { process: alive, updatedAt: 1 }],
    [
      "that a container of the same name wrote a moment ago",
      { process: { ...dead, pidSpace: "another" }, updatedAt: Date.now() },
    ],
    ["that another machine wrote a moment ago", { process: elsewhere, updatedAt: Date.now() }],
    ["of which nothing is known", {}],
  ])("%s", async (_, given) => {
    await leaveBehind(given);
    expect((await readManifest(store, SESSION)).state).toBe("recording");
    await expect(fetchRecording(SESSION, { store })).rejects.toMatchObject({
      code: "RECORDING_NOT_FINISHED",
    });
    expect(await recoverSessions(store)).toMatchObject({ recovered: [], recording: [SESSION] });
  });
});

test.each([
  ["of another machine that is silent for a minute", { host: "elsewhere", pid: process.pid }],
  ["of another container that is silent for a minute", { ...dead, pidSpace: "another" }],
  ["whose number another one has now", { ...describeProcess(), startTime: "1" }],
])("a process is dead %s", async (_, identity) => {
  await leaveBehind({ process: identity, updatedAt: Date.now() - 61_000 });
  expect((await readManifest(store, SESSION)).state).toBe("recovered");
});

test("one session that cannot be read does not keep the others from being recovered", async () => {
  await leaveBehind({ process: dead });
  const broken: Store = {
    ...store,
    listSessions: async () => ({ sessionIds: [SESSION, OTHER] }),
    readManifest: async (id) => (id === OTHER ? "{" : store.readManifest(id)),
  };
  expect(await recoverSessions(broken)).toEqual({
    recovered: [SESSION],
    recording: [],
    failed: [{ sessionId: OTHER, error: expect.objectContaining({ code: "INVALID_RECORDING" }) }],
  });
});
