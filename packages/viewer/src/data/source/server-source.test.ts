import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { zstdCompressSync } from "node:zlib";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { checkout, linesOf } from "../../../test/support/events.js";
import { makeManifest, SESSION } from "../../../test/support/memory-source.js";
import type { LiveNews, RecordingSource } from "../recording-source.js";
import { createServerSource } from "./server-source.js";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const { signal } = new AbortController();
const requests: string[] = [];
let server: Server;
let answer: Answer;
let source: RecordingSource;
const refused: (string | undefined)[] = [];

beforeEach(async () => {
  requests.length = 0;
  refused.length = 0;
  server = createServer((request, response) => {
    requests.push(`${request.url} ${request.headers.authorization ?? "-"}`);
    answer(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  source = createServerSource(
    {
      basePath: `http://127.0.0.1:${(server.address() as AddressInfo).port}/base`,
      token: () => "secret",
      onUnauthorized: (token) => void refused.push(token),
    },
    SESSION,
  );
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const refuse =
  (status: number, body = ""): Answer =>
  (_request, response) =>
    void response.writeHead(status).end(body);

async function textOf(segment: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of segment) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

const closed = { targetId: "A.1", number: 3, state: "closed" } as const;

test("reads the manifest, below any path, with a token", async () => {
  const manifest = makeManifest();
  answer = refuse(200, JSON.stringify(manifest));
  expect(await source.readManifest(signal)).toEqual(manifest);
  expect(requests).toEqual([`/base/recording/${SESSION}/manifest Bearer secret`]);
});

test.each([
  [401, "", /token that it knows/, false],
  [403, "", /may not read/, false],
  [404, `{"errors":[{"message":"It was deleted."}]}`, /^It was deleted\.$/, false],
  [500, "<h1>Proxy</h1>", /status 500/, true],
  [503, `{"errors":[{"message":"Ask again later."}]}`, /Ask again/, true],
  [200, `{"version":2}`, /Update Pagereel/, false],
  [200, "x", /not JSON/, false],
])("says what the status %d with %j means", async (status, body, sentence, canRetry) => {
  answer = refuse(status, body);
  const reading = source.readManifest(signal);
  await expect(reading).rejects.toMatchObject({
    message: expect.stringMatching(sentence),
    canRetry,
  });
  expect(refused).toEqual(status === 401 ? ["secret"] : []);
});

test("says that a server does not answer", async () => {
  answer = (request) => request.socket.destroy();
  const error = { message: expect.stringMatching(/cannot be reached/), canRetry: true };
  await expect(source.readManifest(signal)).rejects.toMatchObject(error);
  answer = (request, response) => {
    response.writeHead(200, { "content-length": 1000 }).write("{");
    setImmediate(() => request.socket.destroy());
  };
  await expect(textOf(source.readSegment(closed, signal))).rejects.toMatchObject(error);
});

test("reads a segment", async () => {
  const text = linesOf(checkout(0));
  answer = (_request, response) => void response.end(zstdCompressSync(text));
  expect(await textOf(source.readSegment(closed, signal))).toBe(text);
  expect(requests[0]).toContain(`/base/recording/${SESSION}/segments/A.1/3 `);
});

test("takes a segment as text, and as it is stored where that breaks off", async () => {
  const text = linesOf(checkout(0));
  const asText: Answer = (_request, response) =>
    void response.setHeader("content-type", "application/x-ndjson");
  answer = (request, response) => {
    asText(request, response);
    response.end(text);
  };
  expect(await textOf(source.readSegment(closed, signal))).toBe(text);
  answer = (request, response) => {
    if (request.headers.accept === "application/zstd") {
      response.end(zstdCompressSync(text));
      return;
    }
    asText(request, response);
    response.setHeader("content-length", 1000);
    response.write(text.slice(0, 50), () => request.socket.destroy());
  };
  expect(await textOf(source.readSegment(closed, signal))).toBe(text);
});

test("a segment that is missing or damaged is a gap", async () => {
  answer = refuse(404);
  const reason = (name: string) => ({ reason: name, canRetry: false });
  const read = (state: "open" | "closed") =>
    textOf(source.readSegment({ ...closed, state }, signal));
  await expect(read("closed")).rejects.toMatchObject(reason("segment-missing"));
  answer = refuse(200, "no frame at all, but a text");
  await expect(read("closed")).rejects.toMatchObject(reason("segment-damaged"));
  const whole = zstdCompressSync(linesOf(checkout(0)));
  answer = (_request, response) => void response.end(whole.subarray(0, whole.length - 20));
  await expect(read("closed")).rejects.toMatchObject(reason("segment-damaged"));
  // It is still written.
  expect(await read("open")).toBe("");
});

test("follows a session over several connections, to its end", async () => {
  const message = (event: string, data: unknown, id = "") =>
    `${id && `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
  const manifest = makeManifest({ state: "recording" });
  const lastIds: (string | undefined)[] = [];
  answer = (request, response) => {
    lastIds.push(request.headers["last-event-id"] as string | undefined);
    const isFirst = lastIds.length === 1;
    response.write(message("start", { resumed: !isFirst }));
    const events = isFirst ? checkout(0) : [{ type: "no event" }];
    if (isFirst) response.write(message("manifest", manifest));
    response.write(message("events", { targetId: "A", events }, "1.x"));
    response.end(isFirst ? "" : message("end", { state: "final" }, "end"));
  };
  const news: LiveNews[] = [];
  for await (const each of source.follow?.(signal) ?? []) news.push(each);
  expect(news).toEqual([
    { kind: "start", isResumed: false },
    { kind: "manifest", manifest },
    { kind: "events", targetId: "A", events: checkout(0) },
    { kind: "interrupted", why: "The server has ended the connection." },
    { kind: "start", isResumed: true },
    { kind: "events", targetId: "A", events: [] },
    { kind: "end" },
  ]);
  expect(lastIds).toEqual([undefined, "1.x"]);
  expect(requests[0]).toContain(`/live?skip=closed `);
});

test("a server that begins and breaks off is asked ever more seldom", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    const manifest = JSON.stringify(makeManifest({ state: "recording" }));
    answer = (_request, response) =>
      void response.end(`event: start\ndata: {}\n\nevent: manifest\ndata: ${manifest}\n\n`);
    const leaving = new AbortController();
    const news = source.follow?.(leaving.signal)[Symbol.asyncIterator]();
    let next = news?.next();
    for (const waitMs of [500, 1000, 2000]) {
      expect((await next)?.value).toMatchObject({ kind: "start" });
      expect((await news?.next())?.value).toMatchObject({ kind: "manifest" });
      expect((await news?.next())?.value).toMatchObject({ kind: "interrupted" });
      const count = requests.length;
      next = news?.next();
      await vi.advanceTimersByTimeAsync(waitMs - 1);
      // A request that was begun would have come by now.
      await new Promise(setImmediate);
      expect(requests).toHaveLength(count);
      await vi.advanceTimersByTimeAsync(1);
    }
    await next;
    leaving.abort();
  } finally {
    vi.useRealTimers();
  }
});

test("does not follow on where that is of no use", async () => {
  answer = refuse(401);
  await expect(source.follow?.(signal)[Symbol.asyncIterator]().next()).rejects.toThrow(/token/);
});
