import { memoryStore, type Store } from "@pagereel/core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeRecordingsApi, type RecordingsApi } from "../../test/support/recordings-api.js";
import { eventAt, SESSION, storeSession } from "../../test/support/stored-sessions.js";

let stored: Store;
let api: RecordingsApi;
beforeEach(async () => {
  stored = memoryStore();
  api = await makeRecordingsApi(stored);
});
afterEach(() => api[Symbol.asyncDispose]());

const remove = (id = SESSION, { app } = api) =>
  app.inject({ method: "DELETE", url: `/recording/${id}` });

test("a recording is deleted, and is not there any more", async () => {
  await storeSession(stored, { A: [[eventAt(0)]] });
  const answer = await remove(SESSION.toUpperCase());
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toMatchObject({ success: true, result: { sessionId: SESSION } });
  expect(await stored.listSessions()).toEqual({ sessionIds: [] });
  for (const again of [await remove(), await api.app.inject(`/recording/${SESSION}`)]) {
    expect(again.statusCode).toBe(404);
    expect(again.json()).toMatchObject({ errors: [{ reason: "recording-not-found" }] });
  }
});

test("one that is being recorded stays", async () => {
  api.states.set(SESSION, "finalizing");
  await storeSession(stored, { A: [[eventAt(0)]] });
  expect((await remove()).statusCode).toBe(409);
  api.states.clear();
  const elsewhere = { host: "elsewhere", pid: 1 };
  await storeSession(stored, {}, { state: "recording", process: elsewhere, updatedAt: Date.now() });
  expect((await remove()).json()).toMatchObject({ errors: [{ code: 409, reason: "conflict" }] });
  expect((await stored.listSessions()).sessionIds).toEqual([SESSION]);
});

test("one whose process is dead is deleted", async () => {
  const elsewhere = { host: "elsewhere", pid: 1 };
  await storeSession(stored, {}, { state: "recording", process: elsewhere, updatedAt: 1 });
  expect((await remove()).statusCode).toBe(200);
});

test("one whose manifest is damaged is deleted", async () => {
  let isDeleted = false;
  await using damaged = await makeRecordingsApi({
    ...stored,
    readManifest: async () => "{",
    deleteSession: async () => {
      isDeleted = true;
    },
  });
  expect((await remove(SESSION, damaged)).statusCode).toBe(200);
  expect(isDeleted).toBe(true);
});
