import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { S3Client } from "@aws-sdk/client-s3";
import { type S3Server, startS3Server } from "@pagereel/testing/s3-server";
import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { event, makeWriter, times, timestampsIn } from "../../test/support/make-writer.js";
import { emptyBucket } from "../../test/support/s3-bucket.js";
import { SESSION } from "../../test/support/stored-session.js";
import type { S3StoreOptions } from "./s3-options.js";
import { s3Store } from "./s3-store.js";

const ref = { sessionId: SESSION, targetId: "A1B2", number: 1 };
const chunk = Buffer.from("bytes");

const network = setupServer();
let server: S3Server;
let options: S3StoreOptions;

beforeAll(async () => {
  server = await startS3Server();
  network.listen({ onUnhandledFrame: "bypass" });
});
afterEach(() => network.resetHandlers());
afterAll(() => {
  network.close();
  return server.close();
});
beforeEach(() => {
  options = emptyBucket(server);
});

/** What the storage answers to writes, the first `answers` of them. */
function answer(status: number, code: string, answers = Number.POSITIVE_INFINITY): void {
  let left = answers;
  network.use(
    http.put(`${server.endpoint}/*`, () => {
      if (left-- <= 0) return undefined;
      const text = `<Error><Code>${code}</Code><Message>It said no.</Message></Error>`;
      return HttpResponse.xml(text, { status });
    }),
  );
}

describe("a write that fails", () => {
  test.each([
    [403, "AccessDenied", "s3:PutObject"],
    [403, "SignatureDoesNotMatch", "Check the credentials"],
    [403, "SomethingNew", "s3:PutObject"],
    [301, "PermanentRedirect", "option region"],
    [404, "NoSuchBucket", "Create the bucket"],
    [503, "SlowDown", "flushIntervalMs"],
  ])("with %d %s says what to do", async (status, code, advice) => {
    answer(status, code);
    const failure = s3Store(options).appendSegment(ref, 0, chunk);
    await expect(failure).rejects.toMatchObject({ code: "SINK_WRITE_FAILED" });
    await expect(failure).rejects.toThrow(`It said no (${code}, ${status}). `);
    await expect(failure).rejects.toThrow(advice);
    await expect(failure).rejects.toThrow(`${SESSION}/A1B2-0001/0000000000-0000000005.zst`);
  });

  test("is tried again first", async () => {
    answer(503, "SlowDown", 2);
    const store = s3Store(options);
    await store.appendSegment(ref, 0, chunk);
    expect(await store.readSegment(ref)).toEqual(chunk);
  });

  test("says so when there is no answer", async () => {
    const silent = createServer(() => undefined);
    await once(silent.listen(0, "127.0.0.1"), "listening");
    try {
      const endpoint = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
      const store = s3Store({ ...options, endpoint, requestTimeoutMs: 50 });
      await expect(store.appendSegment(ref, 0, chunk)).rejects.toThrow(/50 ms.*Check the option/);
    } finally {
      silent.closeAllConnections();
      silent.close();
    }
  });

  test("says so when nothing is there that could answer", async () => {
    const gone = await startS3Server();
    await gone.close();
    const store = s3Store({ ...options, endpoint: gone.endpoint });
    await expect(store.appendSegment(ref, 0, chunk)).rejects.toThrow(/ECONNREFUSED.*endpoint/s);
  });

  test("tells no secret", async () => {
    answer(403, "SignatureDoesNotMatch");
    const credentials = { accessKeyId: "KEY-ID", secretAccessKey: "SECRET", sessionToken: "TOKEN" };
    const store = s3Store({ ...options, credentials });
    const failure = await store.appendSegment(ref, 0, chunk).catch((error: unknown) => error);
    expect(inspect(failure, { depth: null, showHidden: true })).not.toMatch(/KEY-ID|SECRET|TOKEN/);
  });
});

test("a storage that fails for a while costs a recording nothing", async () => {
  answer(500, "InternalError", 5);
  const store = s3Store(options);
  const { writer, gaps } = makeWriter(store, { flushIntervalMs: 10 });
  for (const time of times(1, 300)) writer.append(event(time), time, time === 1);
  await writer.close();
  expect(await timestampsIn(store)).toEqual([times(1, 300)]);
  expect(gaps).toEqual([]);
});

describe("a read that fails", () => {
  test("is no empty store", async () => {
    const store = s3Store({ ...options, bucket: "another" });
    const failure = {
      code: "STORE_READ_FAILED",
      message: expect.stringMatching(/Create the bucket/),
    };
    await expect(store.readManifest(SESSION)).rejects.toMatchObject(failure);
    await expect(store.readSegment(ref)).rejects.toMatchObject(failure);
    await expect(store.listSessions()).rejects.toMatchObject(failure);
  });

  test("says that an object was changed", async () => {
    const store = s3Store(options);
    await store.appendSegment(ref, 0, chunk);
    const key = `${options.prefix}${SESSION}/A1B2-0001/0000000000-0000000005.zst`;
    await fetch(`${server.endpoint}/${server.bucket}/${key}`, { method: "PUT", body: "cut" });
    await expect(store.readSegment(ref)).rejects.toMatchObject({
      code: "STORE_READ_FAILED",
      message: expect.stringContaining("has 3 bytes"),
    });
  });
});

describe("options", () => {
  const client = new S3Client({ region: "us-east-1" });

  test.each([
    ["no bucket", {}, /"bucket"/],
    ["a bucket that is a path", { bucket: "a/b" }, /"bucket".*name of a bucket/],
    ["an unknown one", { bucket: "abc", reigon: "x" }, /"reigon".*did you mean "region"/],
    ["a prefix that climbs", { bucket: "abc", prefix: "../x" }, /"prefix".*folders/],
    ["a prefix with a slash before it", { bucket: "abc", prefix: "/x" }, /"prefix".*folders/],
    [
      "an endpoint without a protocol",
      { bucket: "abc", endpoint: "host:9000" },
      /"endpoint".*http/,
    ],
    ["a pacing of 0 ms", { bucket: "abc", pacing: { flushIntervalMs: 0 } }, /"pacing.flushInt/],
    [
      "a client and a region",
      { bucket: "abc", client, region: "x" },
      /a client has its own region/,
    ],
  ])("%s is refused", (_name, given, message) => {
    expect(() => s3Store(given as S3StoreOptions)).toThrow(
      expect.objectContaining({ code: "INVALID_OPTIONS", message: expect.stringMatching(message) }),
    );
  });

  test("an endpoint with a password is refused, and not told", () => {
    const endpoint = "https://user:hunter2@storage.example.com";
    expect(() => s3Store({ bucket: "abc", endpoint })).toThrow(/^(?!.*hunter2).*without user/s);
  });

  test("the name says where it is", () => {
    expect(s3Store({ bucket: "abc", prefix: "a/b" }).name).toBe('S3 store at "s3://abc/a/b/"');
    expect(s3Store({ bucket: "abc", endpoint: "https://host.example/" }).name).toBe(
      'S3 store at "https://host.example/abc/pagereel/"',
    );
    expect(s3Store({ bucket: "abc", prefix: "", client }).name).toBe('S3 store at "s3://abc/"');
  });

  test("the pacing can be changed in part", () => {
    expect(s3Store({ bucket: "abc", client }).pacing).toEqual({
      flushIntervalMs: 2000,
      chunkBytes: 1_048_576,
      manifestIntervalMs: 5000,
    });
    expect(s3Store({ bucket: "abc", client, pacing: { flushIntervalMs: 9 } }).pacing).toEqual({
      flushIntervalMs: 9,
      chunkBytes: 1_048_576,
      manifestIntervalMs: 5000,
    });
  });
});
