import { type IngestServer, startIngestServer } from "@pagereel/testing/ingest-server";
import { sampleManifest } from "@pagereel/testing/recordings";
import { describeStore } from "@pagereel/testing/store-contract";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { httpSink } from "./http-sink.js";
import type { HttpSinkOptions } from "./http-sink-options.js";
import { memoryStore } from "./memory-store.js";
import type { Sink, Store } from "./store.js";

const SESSION = "01980f3e-7c1a-7d2e-9b1f-3a5c7e9d1b2f";
const ref = { sessionId: SESSION, targetId: "A1B2", number: 3 };
const manifest = sampleManifest({ sessionId: SESSION, updatedAt: 1_700_000_000_123 });
const bytes = Buffer.from("bytes");
const TOKEN = "t0p-secret";

const opened: IngestServer[] = [];
afterAll(async () => {
  for (const server of opened) await server.goAway();
});

/** A store whose writes go through an httpSink and a server. */
async function storeBehindServer(): Promise<Store> {
  const store = memoryStore();
  const server = await startIngestServer(store);
  opened.push(server);
  const { appendSegment, writeManifest } = httpSink({ url: server.url, spoolDirectory: false });
  const { sync: _, ...rest } = store;
  return { ...rest, name: "store behind an httpSink", appendSegment, writeManifest };
}

describeStore("httpSink", storeBehindServer);

let store: Store;
let server: IngestServer;

beforeEach(async () => {
  store = memoryStore();
  server = await startIngestServer(store);
});
afterEach(() => server.goAway());

function sinkTo(options: Partial<HttpSinkOptions> = {}): Sink {
  return httpSink({ url: server.url, spoolDirectory: false, ...options });
}

describe("the requests of an httpSink", () => {
  test("are as documented", async () => {
    const sink = sinkTo({ apiToken: TOKEN, headers: { "X-Team": "web" } });
    await sink.appendSegment(ref, 0, bytes);
    await sink.appendSegment(ref, 5, bytes);
    await sink.writeManifest(manifest);
    const common = { authorization: `Bearer ${TOKEN}`, "x-team": "web" };
    expect(server.requests).toEqual([
      {
        method: "PUT",
        path: `/sessions/${SESSION}/segments/A1B2/3?offset=0`,
        headers: expect.objectContaining({
          ...common,
          "content-type": "application/zstd",
          "idempotency-key": `${SESSION}/A1B2/3@0-5`,
        }),
        body: bytes,
      },
      expect.objectContaining({
        path: `/sessions/${SESSION}/segments/A1B2/3?offset=5`,
        headers: expect.objectContaining({ "idempotency-key": `${SESSION}/A1B2/3@5-10` }),
      }),
      {
        method: "PUT",
        path: `/sessions/${SESSION}/manifest?revision=1700000000123`,
        headers: expect.objectContaining({
          ...common,
          "content-type": "application/json",
          "idempotency-key": `${SESSION}/manifest@1700000000123`,
        }),
        body: Buffer.from(JSON.stringify(manifest)),
      },
    ]);
    const stored = await store.readSegment(ref);
    expect(Buffer.from(stored ?? []).toString()).toBe("bytesbytes");
  });

  test("number manifests so that each is newer than the one before", async () => {
    const recording = { ...manifest, state: "recording" } as const;
    const sink = sinkTo();
    await sink.writeManifest(recording);
    await sink.writeManifest(recording);
    await sink.writeManifest({ ...recording, updatedAt: 1_700_000_000_000 });
    const revisions = server.requests.map(({ path }) => Number(path.split("revision=")[1]));
    expect(revisions).toEqual([1_700_000_000_123, 1_700_000_000_124, 1_700_000_000_125]);
  });

  test("have no body that a caller changes meanwhile", async () => {
    const changing = { ...manifest, metadata: { step: 1 } };
    const writing = sinkTo().writeManifest(changing);
    changing.metadata.step = 2;
    await writing;
    expect(JSON.parse((await store.readManifest(SESSION)) ?? "").metadata).toEqual({ step: 1 });
  });

  test("give the sink its pace", () => {
    expect(sinkTo().pacing).toEqual({
      flushIntervalMs: 1000,
      chunkBytes: 262_144,
      manifestIntervalMs: 2000,
    });
  });
});

describe("without a spool", () => {
  test("what fails for a moment is sent again, with the same key", async () => {
    server.misbehave = () => (server.requests.length < 3 ? { status: 503 } : undefined);
    await sinkTo().appendSegment(ref, 0, bytes);
    const keys = server.requests.map(({ headers }) => headers["idempotency-key"]);
    expect(keys).toEqual([
      `${SESSION}/A1B2/3@0-5`,
      `${SESSION}/A1B2/3@0-5`,
      `${SESSION}/A1B2/3@0-5`,
    ]);
    expect(await store.readSegment(ref)).toHaveLength(5);
  });

  test.each([500, 502, 503, 408, 425])("an answer %d that stays is an error", async (status) => {
    server.misbehave = () => ({ status });
    await expect(sinkTo().appendSegment(ref, 0, bytes)).rejects.toMatchObject({
      code: "SINK_WRITE_FAILED",
      message: expect.stringContaining(
        `segment 3 of target A1B2 of session ${SESSION} to the server at ${server.url} (${status})`,
      ),
    });
    expect(server.requests).toHaveLength(3);
  });

  test("a server that is not there is named, and why", async () => {
    await server.goAway();
    await expect(sinkTo().writeManifest(manifest)).rejects.toMatchObject({
      code: "SINK_WRITE_FAILED",
      message: expect.stringMatching(/manifest of session .* server at .*: .*ECONNREFUSED/),
    });
  });

  test("a server that hangs is waited for as long as told", async () => {
    server.misbehave = () => "hang";
    await expect(sinkTo({ timeoutMs: 50 }).appendSegment(ref, 0, bytes)).rejects.toMatchObject({
      code: "SINK_WRITE_FAILED",
      message: expect.stringContaining("did not answer in time"),
    });
  });

  test("a server that is slow gets the time that it needs", async () => {
    server.misbehave = () => ({ delayMs: 300 });
    await sinkTo({ timeoutMs: 20_000 }).appendSegment(ref, 0, bytes);
    expect(server.requests).toHaveLength(1);
    expect(await store.readSegment(ref)).toHaveLength(5);
  });

  test.each([
    ["seconds", () => "1"],
    ["a date", () => new Date(Date.now() + 2000).toUTCString()],
  ])("a server that asks for patience, by %s, is left alone so long", async (_, retryAfter) => {
    server.misbehave = () => ({ status: 429, headers: { "retry-after": retryAfter() } });
    const sink = sinkTo();
    const refused = { code: "SINK_WRITE_FAILED", retryAfterMs: expect.any(Number) };
    await expect(sink.appendSegment(ref, 0, bytes)).rejects.toMatchObject(refused);
    server.misbehave = () => undefined;
    await expect(sink.appendSegment(ref, 0, bytes)).rejects.toMatchObject(refused);
    expect(server.requests).toHaveLength(1);
    const again = () => sink.appendSegment(ref, 0, bytes);
    await vi.waitFor(again, { timeout: 10_000, interval: 50 });
    expect(server.requests).toHaveLength(2);
  });
});

describe("what the server refuses is not sent again", () => {
  test.each([
    [401, "UNAUTHORIZED", "apiToken"],
    [403, "UNAUTHORIZED", "apiToken"],
    [400, "SINK_WRITE_FAILED", "check that url"],
    [404, "SINK_WRITE_FAILED", "check that url"],
    [413, "SINK_WRITE_FAILED", "check that url"],
  ])("%d", async (status, code, advice) => {
    server.misbehave = () => ({ status });
    await expect(sinkTo().appendSegment(ref, 0, bytes)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(advice),
    });
    expect(server.requests).toHaveLength(1);
  });

  test("a segment whose beginning is gone", async () => {
    const appending = sinkTo().appendSegment(ref, 5, bytes);
    await expect(appending).rejects.toMatchObject({ code: "SEGMENT_LOST" });
    expect(server.requests).toHaveLength(1);
  });

  test("a redirect, which could lead to another server", async () => {
    await using other = await startIngestServer(store);
    const location = `${other.url}/sessions/${SESSION}/manifest?revision=1`;
    server.misbehave = () => ({ status: 307, headers: { location } });
    await expect(sinkTo().writeManifest(manifest)).rejects.toMatchObject({
      message: expect.stringContaining("give the address that it redirects to"),
    });
    expect(other.requests).toEqual([]);
  });

  test("and no message has a secret in it, even where the server says it", async () => {
    const said = `no ${TOKEN} with ${"k3y"} here: /x?key=${TOKEN}`;
    const body = JSON.stringify({ errors: [{ message: said }] });
    server.misbehave = () => ({ status: 401, body });
    const sink = sinkTo({ apiToken: TOKEN, headers: { "x-key": "k3y" } });
    const error: Error = await sink.appendSegment(ref, 0, bytes).then(
      () => expect.fail("it was refused"),
      (cause) => cause,
    );
    expect(error.message).toContain("401");
    expect(`${sink.name} ${error.message} ${error.stack}`).not.toMatch(/t0p-secret|k3y|offset=/);
  });
});

describe("options that are wrong are refused, without their values", () => {
  test.each<[Record<string, unknown>, RegExp]>([
    [{}, /"url"/],
    [{ url: "ftp://host/" }, /"url".*http or https/],
    [{ url: "http://user:pass@host/" }, /"url".*without user/],
    [{ url: "http://host/?key=s3cret" }, /"url".*query/],
    [{ url: "http://host", apiToken: "s3cret\n" }, /"apiToken".*ASCII/],
    [{ url: "http://host", headers: { "x-a": "s3cret\nx" } }, /"headers"/],
    [{ url: "http://host", headers: { "x a": "1" } }, /"headers"/],
    [{ url: "http://host", spoolDirectory: true }, /"spoolDirectory".*false/],
    [{ url: "http://host", maxSpoolBytes: 0 }, /"maxSpoolBytes"/],
    [{ url: "http://host", timeoutMs: 0 }, /"timeoutMs"/],
    [{ url: "http://host", apitoken: "s3cret" }, /did you mean "apiToken"/],
  ])("%j", (options, message) => {
    const making = () => httpSink(options as unknown as HttpSinkOptions);
    expect(making).toThrow(expect.objectContaining({ code: "INVALID_OPTIONS" }));
    expect(making).toThrow(message);
    expect(making).not.toThrow(/s3cret/);
  });
});
