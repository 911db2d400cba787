import { memoryStore, type Store } from "@pagereel/core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { makeRecordingsApi, type RecordingsApi } from "../../test/support/recordings-api.js";
import {
  eventAt,
  SESSION,
  segmentBytes,
  storeSession,
} from "../../test/support/stored-sessions.js";

const URL_OF = `/recording/${SESSION}/segments/A/1`;
const EVENTS = [eventAt(0), eventAt(1)];
const BYTES = segmentBytes(EVENTS);

let stored: Store;
let api: RecordingsApi;
beforeEach(async () => {
  stored = memoryStore();
  api = await makeRecordingsApi(stored);
});
afterEach(() => api[Symbol.asyncDispose]());

const ask = (headers: Record<string, string> = {}, url = URL_OF) =>
  api.app.inject({ url, headers });

describe("a segment of a finished session", () => {
  beforeEach(() => storeSession(stored, { A: [EVENTS] }));

  test("comes as it is stored, to be kept for ever", async () => {
    const answer = await ask({ "accept-encoding": "gzip, zstd" });
    expect(answer.rawPayload).toEqual(BYTES);
    expect(answer.headers).toMatchObject({
      "content-type": "application/zstd",
      "cache-control": "private, immutable, max-age=31536000",
      "accept-ranges": "bytes",
    });
    expect(answer.headers["content-encoding"]).toBeUndefined();
  });

  test("comes as text in its encoding to a client that can decode it", async () => {
    const accept = "application/x-ndjson, application/zstd;q=0.5";
    const answer = await ask({ accept, "accept-encoding": "gzip, br, zstd;q=0.9" });
    expect(answer.rawPayload).toEqual(BYTES);
    expect(answer.headers).toMatchObject({
      "content-type": "application/x-ndjson",
      "content-encoding": "zstd",
      vary: expect.stringContaining("accept"),
    });
    const other = await ask({ accept, "accept-encoding": "gzip, br" });
    expect(other.headers).toMatchObject({ "content-type": "application/zstd" });
    expect(other.headers["content-encoding"]).toBeUndefined();
    expect(other.headers.etag).not.toBe(answer.headers.etag);
  });

  test("comes without what a write that was given up left behind it", async () => {
    const ref = { sessionId: SESSION, targetId: "A", number: 1 };
    await stored.appendSegment(ref, BYTES.length, Buffer.from("more"));
    expect((await ask()).rawPayload).toEqual(BYTES);
  });

  test("comes once to a client that keeps it", async () => {
    const etag = String((await ask()).headers.etag);
    expect(await ask({ "if-none-match": etag })).toMatchObject({ statusCode: 304, body: "" });
  });

  test.each([
    ["bytes=0-3", 0, 4],
    ["bytes=4-", 4, BYTES.length],
    ["bytes=-5", BYTES.length - 5, BYTES.length],
    [`bytes=10-${BYTES.length + 99}`, 10, BYTES.length],
    ["bytes=-9999", 0, BYTES.length],
  ])("comes in part with the range %s", async (range, start, end) => {
    const answer = await ask({ range });
    expect(answer.statusCode).toBe(206);
    expect(answer.rawPayload).toEqual(BYTES.subarray(start, end));
    expect(answer.headers["content-range"]).toBe(`bytes ${start}-${end - 1}/${BYTES.length}`);
  });

  test.each(["bytes=0-1,3-4", "bytes=9-4", "bytes=-", "lines=0-3", "bytes=x-"])(
    "comes as a whole with %s, which is no range, or several",
    async (range) => {
      expect(await ask({ range })).toMatchObject({ statusCode: 200, rawPayload: BYTES });
    },
  );

  test.each(["bytes=9999-", "bytes=-0"])("has nothing in the range %s", async (range) => {
    const answer = await ask({ range });
    expect(answer.statusCode).toBe(416);
    expect(answer.headers["content-range"]).toBe(`bytes */${BYTES.length}`);
    expect(answer.headers["cache-control"]).toBe("no-store");
  });

  test("comes as a whole where the client has a part of another one", async () => {
    const etag = String((await ask()).headers.etag);
    const range = "bytes=0-3";
    expect((await ask({ range, "if-range": etag })).statusCode).toBe(206);
    expect((await ask({ range, "if-range": '"other"' })).statusCode).toBe(200);
  });
});

test("a segment of a session that is recorded may grow", async () => {
  await storeSession(stored, { A: [EVENTS] }, { state: "recording" });
  expect((await ask()).headers["cache-control"]).toBe("private, no-cache");
  await stored.appendSegment(
    { sessionId: SESSION, targetId: "A", number: 2 },
    0,
    Buffer.from("new"),
  );
  const unlisted = await ask({}, URL_OF.replace(/1$/, "2"));
  expect(unlisted).toMatchObject({ statusCode: 200, body: "new" });
});

test.each([
  ["A/2", 404, "not-found"],
  ["B/1", 404, "not-found"],
  ["A/0", 400, "bad-request"],
  ["A/one", 400, "bad-request"],
  ["A/9007199254740993", 400, "bad-request"],
  ["..%2fA/1", 400, "bad-request"],
  [`${"A".repeat(128)}/1`, 404, "not-found"],
])("%s is none", async (path, status, reason) => {
  await storeSession(stored, { A: [EVENTS] });
  const answer = await ask({}, `/recording/${SESSION}/segments/${path}`);
  expect(answer.statusCode).toBe(status);
  expect(answer.json()).toMatchObject({ errors: [{ reason }] });
});
