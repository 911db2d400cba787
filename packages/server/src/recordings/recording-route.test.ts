import { randomBytes } from "node:crypto";
import { get as httpGet } from "node:http";
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from "node:zlib";
import { fetchRecording, memoryStore, type Store } from "@pagereel/core";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { makeRecordingsApi, type RecordingsApi } from "../../test/support/recordings-api.js";
import {
  eventAt,
  makeManifest,
  metaAt,
  SESSION,
  START,
  segmentBytes,
  segmentEntry,
  storeSession,
} from "../../test/support/stored-sessions.js";

const URL_OF = `/recording/${SESSION}`;
const A = [[metaAt(0), eventAt(10)], [eventAt(20)]];
const B = [[eventAt(15)]];

let stored: Store;
let api: RecordingsApi;
beforeEach(async () => {
  stored = memoryStore();
  api = await makeRecordingsApi(stored);
});
afterEach(() => api[Symbol.asyncDispose]());

function ask(query = "", headers: Record<string, string> = {}) {
  return api.app.inject({ url: `${URL_OF}${query}`, headers });
}

describe("a finished recording", () => {
  beforeEach(() => storeSession(stored, { A, B }));

  test("comes in Cloudflare's envelope", async () => {
    const answer = await ask();
    expect(answer.statusCode).toBe(200);
    expect(answer.headers["content-type"]).toMatch(/^application\/json/);
    expect(answer.json()).toEqual({
      success: true,
      errors: [],
      messages: [],
      result: { sessionId: SESSION, duration: 20, events: { A: A.flat(), B: B.flat() } },
    });
  });

  test("is what fetchRecording gives, from the server and from the store", async () => {
    const baseUrl = await api.app.listen({ host: "127.0.0.1", port: 0 });
    const fromServer = await fetchRecording(SESSION, { baseUrl });
    expect(fromServer).toEqual(await fetchRecording(SESSION, { store: stored }));
  });

  test("comes as lines", async () => {
    const answer = await ask("?format=ndjson");
    expect(answer.headers["content-type"]).toMatch(/^application\/x-ndjson/);
    const lines = answer.body.trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      ...A.flat().map((event) => ({ targetId: "A", event })),
      ...B.flat().map((event) => ({ targetId: "B", event })),
    ]);
  });

  test("can be asked for by target and by time", async () => {
    const { result } = (await ask("?target=B")).json();
    expect(result).toEqual({ sessionId: SESSION, duration: 0, events: { B: B.flat() } });
    const range = (await ask(`?from=${START + 12}&to=${START + 15}`)).json();
    const whole = await fetchRecording(SESSION, {
      store: stored,
      from: START + 12,
      to: START + 15,
    });
    expect(range.result).toEqual(whole);
    expect((await ask("?target=C")).json().errors).toMatchObject([{ code: 404 }]);
  });

  test.each([
    ["zstd", zstdDecompressSync],
    ["br", brotliDecompressSync],
    ["gzip", gunzipSync],
  ])("is compressed with %s where the client takes it", async (encoding, decompress) => {
    for (const query of ["", "?format=ndjson"]) {
      const answer = await ask(query, { "accept-encoding": encoding });
      expect(answer.headers["content-encoding"]).toBe(encoding);
      expect(decompress(answer.rawPayload).toString()).toBe((await ask(query)).body);
    }
  });

  test("can be asked for its head only", async () => {
    const answer = await api.app.inject({ method: "HEAD", url: URL_OF });
    expect(answer).toMatchObject({ statusCode: 200, body: "" });
    expect(answer.headers["content-type"]).toMatch(/^application\/json/);
    expect(answer.headers["content-length"]).toBeUndefined();
  });

  test.each([
    ["?from=20&to=10", /"from" is after "to"/],
    ["?from=soon", /from/],
    ["?format=xml", /format/],
    ["?target=../x", /target id/],
    ["?partial=perhaps", /partial/],
  ])("is refused with %s", async (query, why) => {
    const answer = await ask(query);
    expect(answer.statusCode).toBe(400);
    expect(answer.json().errors).toMatchObject([
      { code: 400, message: expect.stringMatching(why) },
    ]);
  });
});

describe("a recording that is not there", () => {
  const reasonOf = async (query = "") => (await ask(query)).json().errors[0].reason;

  test("since the session is unknown", async () => {
    expect((await ask()).statusCode).toBe(404);
    expect(await reasonOf()).toBe("recording-not-found");
  });

  test("since the id is none", async () => {
    const answer = await api.app.inject("/recording/..%2f..%2fetc");
    expect(answer.statusCode).toBe(400);
    expect(answer.json().errors[0].message).toContain("is not a session id");
  });

  test("since it has not begun to be written", async () => {
    api.states.set(SESSION, "recording");
    expect(await reasonOf()).toBe("recording-running");
  });

  test("since the session is running, here or elsewhere", async () => {
    await storeSession(stored, { A }, { state: "recording", reason: undefined } as never);
    expect((await ask()).statusCode).toBe(404);
    expect(await reasonOf()).toBe("recording-running");
    api.states.set(SESSION, "recording");
    expect(await reasonOf()).toBe("recording-running");
    await expect(fetchRecording(SESSION, { store: stored })).rejects.toMatchObject({
      code: "RECORDING_NOT_FINISHED",
    });
  });

  test("since it is being finalized, here or elsewhere", async () => {
    await storeSession(stored, { A }, { state: "recording", reason: "idle" });
    expect(await reasonOf()).toBe("recording-finalizing");
    api.states.set(SESSION, "finalizing");
    expect((await ask()).statusCode).toBe(404);
    expect(await reasonOf()).toBe("recording-finalizing");
  });

  test("can be waited for", async () => {
    await storeSession(stored, { A }, { state: "recording" });
    api.states.set(SESSION, "recording");
    const baseUrl = await api.app.listen({ host: "127.0.0.1", port: 0 });
    const waiting = fetchRecording(SESSION, { baseUrl, waitUntilFinished: true });
    await vi.waitFor(() => expect(api.errors).toMatchObject([{ reason: "recording-running" }]));
    api.states.set(SESSION, "finalizing");
    await vi.waitFor(
      () => expect(api.errors.at(-1)).toMatchObject({ reason: "recording-finalizing" }),
      { timeout: 10_000 },
    );
    await storeSession(stored, { A });
    api.states.clear();
    expect((await waiting).events).toEqual({ A: A.flat() });
  });

  test("and of which a part is wanted", async () => {
    await storeSession(stored, { A }, { state: "recording" });
    const { result } = (await ask("?partial=true")).json();
    expect(result).toEqual({ sessionId: SESSION, duration: 20, events: { A: A.flat() } });
  });
});

describe("a recording that is damaged", () => {
  test("gives what there is, and says what is missing", async () => {
    const manifest = makeManifest({ targets: [{ targetId: "A", openedAt: START, urls: [] }] });
    manifest.segments.push(segmentEntry("A", 1, A[0] ?? []), segmentEntry("A", 2, A[1] ?? []));
    const ref = { sessionId: SESSION, targetId: "A", number: 1 };
    await stored.appendSegment(ref, 0, segmentBytes(A[0] ?? []));
    await stored.writeManifest(manifest);
    const { result, messages } = (await ask()).json();
    expect(result.events).toEqual({ A: A[0] });
    expect(messages).toMatchObject([{ code: 206, reason: "segment-missing" }]);
  });

  test("of which nothing can be read is an error", async () => {
    await storeSession(stored, { A: [[]] }, { segments: [segmentEntry("A", 1, B[0] ?? [])] });
    await stored.deleteSession(SESSION);
    await stored.writeManifest(makeManifest({ segments: [segmentEntry("A", 1, B[0] ?? [])] }));
    const answer = await ask();
    expect(answer.statusCode).toBe(500);
    expect(answer.json().errors).toMatchObject([{ reason: "recording-damaged" }]);
    expect(answer.body).not.toContain("memory store");
  });

  describe("by a store that fails in the midst of it", () => {
    let address: string;
    let broken: RecordingsApi;
    let last: number;
    beforeEach(async () => {
      broken = await makeRecordingsApi({
        ...stored,
        readSegment: async (ref) => {
          if (ref.number === last) throw new Error("the disk is gone");
          return stored.readSegment(ref);
        },
      });
      address = await broken.app.listen({ host: "127.0.0.1", port: 0 });
    });
    afterEach(() => broken[Symbol.asyncDispose]());

    test.each(["identity", "gzip", "zstd"])("breaks the connection (%s)", async (encoding) => {
      const noise = () => randomBytes(100_000).toString("base64");
      await storeSession(stored, {
        A: Array.from({ length: 60 }, (_, i) => [eventAt(i, noise())]),
      });
      last = 60;
      const answer = await fetch(`${address}${URL_OF}`, {
        headers: { "accept-encoding": encoding },
      });
      expect(answer.status).toBe(200);
      await expect(answer.arrayBuffer()).rejects.toThrow("terminated");
    });

    test("is an error where nothing has been sent yet", async () => {
      await storeSession(stored, { A: [[eventAt(0)], [eventAt(1)]] });
      last = 2;
      const answer = await fetch(`${address}${URL_OF}`, {
        headers: { "accept-encoding": "gzip" },
      });
      expect(answer.status).toBe(503);
      expect(answer.headers.get("content-encoding")).toBeNull();
      expect(await answer.json()).toMatchObject({
        success: false,
        errors: [{ message: "The store cannot be read now. Ask again later." }],
      });
    });
  });
});

test("is read from the store as the client reads it", async () => {
  const noise = (seed: number) =>
    Array.from({ length: 100_000 }, (_, i) => String.fromCharCode(33 + ((i * seed) % 90))).join("");
  const segments = Array.from({ length: 200 }, (_, i) => [eventAt(i, noise(i + 7))]);
  await storeSession(stored, { A: segments });
  let reads = 0;
  await using slow = await makeRecordingsApi({
    ...stored,
    readSegment: async (ref) => {
      reads++;
      return stored.readSegment(ref);
    },
  });
  const address = await slow.app.listen({ host: "127.0.0.1", port: 0 });
  const readSoFar = async () => {
    // Until it stands still: the sockets of both sides are full then.
    for (let before = -1; before !== reads; ) {
      before = reads;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    return reads;
  };
  const answer = await new Promise<import("node:http").IncomingMessage>((resolve) =>
    httpGet(`${address}${URL_OF}`, (response) => resolve(response.pause())),
  );
  expect(await readSoFar()).toBeLessThan(150);
  const pieces: Buffer[] = [];
  for await (const piece of answer) pieces.push(piece);
  expect(reads).toBe(200);
  const { result } = JSON.parse(Buffer.concat(pieces).toString());
  expect(result.events.A).toHaveLength(200);
});
