import { sampleManifest } from "@pagereel/testing/recordings";
import { type S3Server, startS3Server } from "@pagereel/testing/s3-server";
import { describeStore } from "@pagereel/testing/store-contract";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { emptyBucket } from "../../test/support/s3-bucket.js";
import { SESSION, storeSession, timestampsOf } from "../../test/support/stored-session.js";
import { fetchRecording } from "../fetch/fetch-recording.js";
import type { S3StoreOptions } from "./s3-options.js";
import { s3Store } from "./s3-store.js";

const ref = { sessionId: SESSION, targetId: "A1B2", number: 12 };
const bytes = (text: string) => Buffer.from(text);

let server: S3Server;
let options: S3StoreOptions & { prefix: string };

beforeAll(async () => {
  server = await startS3Server();
});
afterAll(() => server.close());
beforeEach(() => {
  options = emptyBucket(server);
  server.requests.length = 0;
});

/** What came since the test began, without what the client adds to the query. */
function requests(): string[] {
  return server.requests.map((request) => request.replace(/\?x-id=\w+$/, ""));
}

function count(method: string): number {
  return requests().filter((request) => request.startsWith(`${method} `)).length;
}

describeStore("s3Store", () => s3Store(emptyBucket(server)));

describe("the objects", () => {
  test("have the keys that are documented, and nothing is asked in order to record", async () => {
    const store = s3Store(options);
    const folder = `PUT /recordings/${options.prefix}${SESSION}`;
    await store.writeManifest(sampleManifest({ sessionId: SESSION, state: "recording" }));
    await store.appendSegment(ref, 0, bytes("one "));
    await store.appendSegment(ref, 4, bytes("two"));
    await store.writeManifest(sampleManifest({ sessionId: SESSION }));
    expect(requests()).toEqual([
      `${folder}/manifest.json`,
      `${folder}/A1B2-0012/0000000000-0000000004.zst`,
      `${folder}/A1B2-0012/0000000004-0000000007.zst`,
      `${folder}/manifest.json`,
    ]);
  });

  test("stay under 8 MB, whatever is written at once", async () => {
    const store = s3Store(options);
    const chunk = Buffer.alloc(9_000_000, "0123456789");
    await store.appendSegment(ref, 0, chunk);
    await store.appendSegment(ref, chunk.length, bytes("end"));
    expect(count("PUT")).toBe(4);
    const read = await store.readSegment(ref);
    expect(Buffer.concat([chunk, bytes("end")]).equals(read ?? bytes(""))).toBe(true);
  });

  test("make a recording again", async () => {
    const store = s3Store(options);
    await storeSession(store, { A1: [[1000, 1001], [1003]], B2: [[900]] });
    const { events } = await fetchRecording(SESSION, { store: s3Store(options) });
    expect(timestampsOf(events)).toEqual({ A1: [1000, 1001, 1003], B2: [900] });
  });

  test("are all deleted, those of others not", async () => {
    const other = s3Store({ ...options, prefix: `${options.prefix}more` });
    await other.appendSegment(ref, 0, bytes("other"));
    const store = s3Store(options);
    await store.writeManifest(sampleManifest({ sessionId: SESSION }));
    for (let at = 0; at < 20; at++) await store.appendSegment(ref, at, bytes("x"));
    await store.deleteSession(SESSION);
    expect(count("DELETE")).toBe(21);
    expect(requests().at(-1)).toContain("DELETE");
    expect(requests().at(-1)).toContain("manifest.json");
    expect(await other.readSegment(ref)).toEqual(bytes("other"));
  });
});

describe("a segment of which something is missing", () => {
  async function deletePart(range: string): Promise<void> {
    const key = `${options.prefix}${SESSION}/A1B2-0012/${range}.zst`;
    const { ok } = await fetch(`${server.endpoint}/${server.bucket}/${key}`, { method: "DELETE" });
    expect(ok).toBe(true);
  }

  test("is read up to there", async () => {
    const store = s3Store(options);
    for (const [at, text] of ["one ", "two ", "three"].entries()) {
      await store.appendSegment(ref, at * 4, bytes(text));
    }
    await deletePart("0000000004-0000000008");
    expect(await store.readSegment(ref)).toEqual(bytes("one "));
    await deletePart("0000000000-0000000004");
    expect(await store.readSegment(ref)).toBeUndefined();
  });

  test("is not gone on with by another process", async () => {
    await s3Store(options).appendSegment(ref, 0, bytes("one "));
    const other = s3Store(options);
    await other.appendSegment(ref, 4, bytes("two"));
    expect(await other.readSegment(ref)).toEqual(bytes("one two"));
    await deletePart("0000000000-0000000004");
    await expect(s3Store(options).appendSegment(ref, 7, bytes("x"))).rejects.toMatchObject({
      code: "SEGMENT_LOST",
    });
  });

  test("is not gone on with after its session was deleted", async () => {
    const store = s3Store(options);
    await store.appendSegment(ref, 0, bytes("one "));
    await store.deleteSession(SESSION);
    await expect(store.appendSegment(ref, 4, bytes("two"))).rejects.toMatchObject({
      code: "SEGMENT_LOST",
    });
  });
});

describe("lists of a bucket with many sessions", () => {
  const HOUR_MS = 3_600_000;

  /** Puts 1,200 there, more than a storage lists at once, and gives their ids, newest first. */
  async function fill(intervalMs: number): Promise<string[]> {
    const now = Date.now();
    const sessionIds = Array.from({ length: 1200 }, (_, i) => idOf(now - i * intervalMs));
    const url = `${server.endpoint}/${server.bucket}/${options.prefix}`;
    for (const sessionId of sessionIds) {
      await fetch(`${url}${sessionId}/manifest.json`, { method: "PUT", body: "{}" });
    }
    // Neither is a session.
    await fetch(`${url}notes/manifest.json`, { method: "PUT", body: "{}" });
    await fetch(`${url}${idOf(now + 1)}/A1-0001/x.zst`, { method: "PUT", body: "x" });
    server.requests.length = 0;
    return sessionIds;
  }

  /** An id of that time. */
  function idOf(ms: number): string {
    const hex = ms.toString(16).padStart(12, "0");
    return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
  }

  test.each([
    ["an hour", HOUR_MS],
    ["a millisecond", 1],
  ])("have the newest first, and all in the end: one %s", async (_name, intervalMs) => {
    const sessionIds = await fill(intervalMs);
    const store = s3Store(options);
    const listed: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.listSessions({ limit: 250, ...(cursor && { cursor }) });
      listed.push(...page.sessionIds);
      cursor = page.cursor;
    } while (cursor);
    expect(listed).toEqual(sessionIds);
  });

  test("are made without a look at most of it", async () => {
    const newest = (await fill(HOUR_MS)).slice(0, 5);
    expect((await s3Store(options).listSessions({ limit: 5 })).sessionIds).toEqual(newest);
    expect(count("GET")).toBeLessThan(10);
    expect(count("HEAD")).toBeLessThan(10);
  });

  test("go on only where a list ended", async () => {
    await expect(s3Store(options).listSessions({ cursor: "x" })).rejects.toMatchObject({
      code: "INVALID_OPTIONS",
      message: expect.stringContaining("cursor"),
    });
  });
});
