import { memoryStore, type Store } from "@pagereel/core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeRecordingsApi, type RecordingsApi } from "../../test/support/recordings-api.js";
import { eventAt, SESSION, storeSession } from "../../test/support/stored-sessions.js";

const URL_OF = `/recording/${SESSION}/manifest`;

let stored: Store;
let api: RecordingsApi;
beforeEach(async () => {
  stored = memoryStore();
  api = await makeRecordingsApi(stored);
});
afterEach(() => api[Symbol.asyncDispose]());

const ask = (headers: Record<string, string> = {}) => api.app.inject({ url: URL_OF, headers });

test("a manifest comes as it is stored, but for its process, whatever the state", async () => {
  const given = { state: "recording" } as const;
  const manifest = await storeSession(stored, { A: [[eventAt(0)]] }, given);
  await stored.writeManifest({ ...manifest, process: { host: "build-7", pid: process.pid } });
  const answer = await ask();
  expect(answer.json()).toEqual(manifest);
  expect(answer.headers["cache-control"]).toBe("private, no-cache");
});

test("a client that has it gets it again only when it has changed", async () => {
  await storeSession(stored, { A: [[eventAt(0)]] });
  const etag = String((await ask()).headers.etag);
  for (const tags of [etag, `"other", ${etag}`, etag.replace("W/", ""), "*"]) {
    const answer = await ask({ "if-none-match": tags });
    expect(answer).toMatchObject({ statusCode: 304, body: "" });
    expect(answer.headers.etag).toBe(etag);
  }
  await storeSession(stored, { A: [[eventAt(0)]] }, { metadata: { name: "other" } });
  expect((await ask({ "if-none-match": etag })).statusCode).toBe(200);
});

test("its head can be asked for", async () => {
  await storeSession(stored, { A: [[eventAt(0)]] });
  const answer = await api.app.inject({ method: "HEAD", url: URL_OF });
  expect(answer).toMatchObject({ statusCode: 200, body: "" });
  expect(answer.headers["content-length"]).toBe(`${(await ask()).body.length}`);
});

test("one that is not there, or damaged, is told apart", async () => {
  expect((await ask()).json()).toMatchObject({ errors: [{ reason: "recording-not-found" }] });
  const damaged = await makeRecordingsApi({ ...stored, readManifest: async () => "{" });
  const answer = await damaged.app.inject(URL_OF);
  expect(answer.statusCode).toBe(500);
  expect(answer.json()).toMatchObject({ errors: [{ reason: "recording-damaged" }] });
});
