import type { Recording, RecordingError } from "@pagereel/protocol";
import { EventType } from "@rrweb/types";
import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { collect } from "../../test/support/collect.js";
import { eventAt, SESSION } from "../../test/support/stored-session.js";
import { type FetchRecordingOptions, fetchRecording } from "./fetch-recording.js";
import { streamRecording } from "./stream-recording.js";

const TOKEN = "s3cret-t0ken";
const baseUrl = "https://records.example";
const address = `${baseUrl}/client/v4/accounts/local/browser-rendering/recording/${SESSION}`;
const recording: Recording = {
  sessionId: SESSION,
  duration: 3,
  events: { A1: [eventAt(1, "a"), eventAt(3, "b")], B2: [eventAt(2, "✓ 試験 😀")] },
};
const streamed = [
  { targetId: "A1", event: eventAt(1, "a") },
  { targetId: "A1", event: eventAt(3, "b") },
  { targetId: "B2", event: eventAt(2, "✓ 試験 😀") },
];

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

/** Answers the requests one after the other, the last answer being for all that follow. */
function answer(...answers: (() => Response | Promise<Response>)[]): { requests: Request[] } {
  const requests: Request[] = [];
  server.use(
    http.get(address, ({ request }) => {
      const next = answers[Math.min(requests.length, answers.length - 1)];
      requests.push(request);
      return next?.();
    }),
  );
  return { requests };
}

const json = (body: unknown, init?: ResponseInit) => () => Response.json(body, init);
const status =
  (code: number, headers: Record<string, string> = {}) =>
  () =>
    new Response("", { status: code, headers });
const envelope = (message: string, code = 200) =>
  json(
    { success: false, errors: [{ code: 7003, message }], messages: [], result: null },
    { status: code },
  );

type Reader = (options?: FetchRecordingOptions) => Promise<unknown>;

/** The two ways to read fail alike. */
const readers: [string, Reader, unknown][] = [
  ["fetchRecording", (options) => fetchRecording(SESSION, { baseUrl, ...options }), recording],
  [
    "streamRecording",
    (options) => collect(streamRecording(SESSION, { baseUrl, ...options })),
    streamed,
  ],
];

async function failureOf(reading: Promise<unknown>): Promise<RecordingError> {
  try {
    await reading;
  } catch (error) {
    return error as RecordingError;
  }
  throw new Error("the reading succeeded");
}

describe.each(readers)("%s", (_, read, result) => {
  test("reads a bare recording", async () => {
    const { requests } = answer(json(recording));
    expect(await read()).toEqual(result);
    expect(requests[0]?.headers.has("authorization")).toBe(false);
  });

  test("reads a recording in an envelope, of an account, with a token", async () => {
    const path = `/api/client/v4/accounts/acc-1/browser-rendering/recording/${SESSION}`;
    let seen: Request | undefined;
    server.use(
      http.get(`${baseUrl}${path}`, ({ request }) => {
        seen = request;
        const body = { success: true, errors: [], messages: [], result: recording };
        return HttpResponse.json(body);
      }),
    );
    const options = { baseUrl: `${baseUrl}/api/`, accountId: "acc-1", apiToken: TOKEN };
    expect(await read(options)).toEqual(result);
    expect(seen?.headers.get("authorization")).toBe(`Bearer ${TOKEN}`);
    expect(new URL(seen?.url ?? "").search).toBe("");
  });

  test("asks for what there is", async () => {
    const { requests } = answer(json(recording));
    await read({ partial: true });
    expect(new URL(requests[0]?.url ?? "").search).toBe("?partial=true");
  });

  test.each([401, 403])("%d: UNAUTHORIZED", async (code) => {
    const { requests } = answer(status(code));
    expect(await failureOf(read())).toMatchObject({
      code: "UNAUTHORIZED",
      message: `The server at ${baseUrl} wants a token (${code}). Pass one as apiToken.`,
    });
    expect(await failureOf(read({ apiToken: TOKEN }))).toMatchObject({
      code: "UNAUTHORIZED",
      message: expect.stringContaining("Check that apiToken is valid"),
    });
    expect(requests).toHaveLength(2);
  });

  test("404: RECORDING_NOT_FOUND", async () => {
    const { requests } = answer(status(404));
    expect(await failureOf(read())).toMatchObject({
      code: "RECORDING_NOT_FOUND",
      message:
        `The server at ${baseUrl} has no recording of session ${SESSION} in account "local" ` +
        `(404). Check both ids, and that the session was recorded; where it has just ended, pass ` +
        `waitUntilFinished: true to wait for the recording.`,
    });
    expect(requests).toHaveLength(1);
  });

  test.each([404, 200])("%d while finalizing: RECORDING_NOT_FINISHED", async (code) => {
    answer(envelope("Recording is still being finalized", code));
    expect(await failureOf(read())).toMatchObject({
      code: "RECORDING_NOT_FINISHED",
      message: expect.stringMatching(/"Recording is still being finalized".*waitUntilFinished/),
    });
  });

  test("404 is waited out when asked to", async () => {
    const { requests } = answer(
      status(404),
      envelope("Finalizing", 404),
      envelope("Finalizing"),
      json(recording),
    );
    expect(await read({ waitUntilFinished: true })).toEqual(result);
    expect(requests).toHaveLength(4);
  });

  test("404 is waited for until timeoutMs", async () => {
    const { requests } = answer(status(404));
    const options = { waitUntilFinished: true, timeoutMs: 500 };
    expect(await failureOf(read(options))).toMatchObject({ code: "RECORDING_NOT_FOUND" });
    expect(requests.length).toBeGreaterThan(1);
    answer(envelope("Finalizing", 404), () => new Promise(() => undefined));
    expect(await failureOf(read(options))).toMatchObject({ code: "RECORDING_NOT_FINISHED" });
  });

  test("429: waits as long as the server says, in seconds", async () => {
    const { requests } = answer(status(429, { "retry-after": "1" }), json(recording));
    const start = performance.now();
    expect(await read()).toEqual(result);
    expect(performance.now() - start).toBeGreaterThanOrEqual(990);
    expect(requests).toHaveLength(2);
  });

  test("429: waits as long as the server says, as a date", async () => {
    // HTTP dates have whole seconds.
    const date = new Date(Date.now() + 2000);
    const { requests } = answer(
      status(429, { "retry-after": date.toUTCString() }),
      json(recording),
    );
    expect(await read()).toEqual(result);
    expect(Date.now()).toBeGreaterThanOrEqual(Math.floor(date.getTime() / 1000) * 1000);
    expect(requests).toHaveLength(2);
  });

  test("429: RATE_LIMITED at once where that is longer than timeoutMs", async () => {
    const { requests } = answer(status(429, { "retry-after": "60" }));
    const start = performance.now();
    expect(await failureOf(read({ timeoutMs: 5000 }))).toMatchObject({
      code: "RATE_LIMITED",
      message: expect.stringContaining("wants fewer requests (429)"),
    });
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(requests).toHaveLength(1);
  });

  test("5xx is asked again", async () => {
    const { requests } = answer(status(503), status(500), json(recording));
    expect(await read()).toEqual(result);
    expect(requests).toHaveLength(3);
  });

  test("5xx: SERVER_ERROR after three times", async () => {
    const { requests } = answer(() => new Response("<h1>Bad gateway</h1>", { status: 502 }));
    expect(await failureOf(read())).toMatchObject({
      code: "SERVER_ERROR",
      message: `The server at ${baseUrl} failed (502). Ask again later; if it stays so, see its log.`,
    });
    expect(requests).toHaveLength(3);
  });

  test("a network that fails: SERVER_ERROR after three times", async () => {
    const { requests } = answer(() => HttpResponse.error());
    expect(await failureOf(read())).toMatchObject({
      code: "SERVER_ERROR",
      message: expect.stringContaining(`The server at ${baseUrl} could not be reached`),
    });
    expect(requests).toHaveLength(3);
    answer(() => HttpResponse.error(), json(recording));
    expect(await read()).toEqual(result);
  });

  test.each([
    ["broken JSON", () => new Response('{"sessionId": ')],
    ["a web page", () => new Response("<!doctype html><title>Hello</title>")],
    ["nothing", () => new Response("")],
    ["no body", () => new Response(null, { status: 204 })],
    ["a number", json(7)],
    ["null", json(null)],
    ["an array", json([])],
    ["another object", json({ status: "ok" })],
    ["an envelope with nothing in it", json({ success: true, errors: [], result: null })],
    ["events that are none", json({ ...recording, events: { A1: [{ type: "full" }] } })],
    [
      "targets that are no lists",
      json({ ...recording, events: { A1: { type: 1, timestamp: 1 } } }),
    ],
    ["a list instead of targets", json({ ...recording, events: 5 })],
  ])("%s: INVALID_RECORDING", async (_name, respond) => {
    const { requests } = answer(respond);
    expect(await failureOf(read())).toMatchObject({
      code: "INVALID_RECORDING",
      message: expect.stringMatching(/^The answer is not a recording: .*Check that the address/),
    });
    expect(requests).toHaveLength(1);
  });

  test.each([400, 405, 410])("%d: INVALID_RECORDING", async (code) => {
    answer(status(code));
    expect(await failureOf(read())).toMatchObject({
      code: "INVALID_RECORDING",
      message: expect.stringContaining(`(${code}). Check that baseUrl`),
    });
  });

  test.each([
    ["Authentication error", "UNAUTHORIZED", 1],
    ["Session not found", "RECORDING_NOT_FOUND", 1],
    ["Disk on fire", "SERVER_ERROR", 1],
  ])("an envelope without success that says %j: %s", async (message, code, count) => {
    const { requests } = answer(envelope(message));
    expect(await failureOf(read())).toMatchObject({
      code,
      message: expect.stringContaining(`(no success: "${message}")`),
    });
    expect(requests).toHaveLength(count);
  });

  test("an envelope that says that there are too many requests: RATE_LIMITED", async () => {
    answer(envelope("Too many requests"));
    expect(await failureOf(read({ timeoutMs: 100 }))).toMatchObject({ code: "RATE_LIMITED" });
  });

  test("what the server says is not trusted with the token, and is short", async () => {
    const said = `No ${TOKEN}\n\u001b[31mat https://x.example/a?key=${TOKEN}&b ${"long ".repeat(200)}`;
    answer(envelope(said, 403));
    const { message } = await failureOf(read({ apiToken: TOKEN }));
    expect(message).toContain('"No (token) [31mat https://x.example/a?… long');
    expect(message).not.toContain(TOKEN);
    expect(message).not.toContain("key=");
    expect(message).not.toMatch(/\p{Cc}/u);
    expect(message.length).toBeLessThan(500);
  });

  test("no answer: TIMEOUT", async () => {
    answer(() => new Promise(() => undefined));
    expect(await failureOf(read({ timeoutMs: 100 }))).toMatchObject({
      code: "TIMEOUT",
      message: expect.stringContaining(`${baseUrl} did not give the recording within 100 ms`),
    });
  });

  test("a caller who wants nothing any more causes no request", async () => {
    const { requests } = answer(json(recording));
    const signal = AbortSignal.abort("enough");
    expect(await failureOf(read({ signal }))).toBe("enough");
    expect(requests).toHaveLength(0);
  });

  test.each(["an answer", "its turn"])(
    "while it waits for %s it ends with the caller's reason",
    async (what) => {
      const { promise: asked, resolve: onAsked } = Promise.withResolvers<void>();
      answer(() => {
        onAsked();
        const busy = new Response("", { status: 429 });
        return what === "its turn" ? busy : new Promise(() => undefined);
      });
      const controller = new AbortController();
      const reading = failureOf(read({ signal: controller.signal }));
      await asked;
      const reason = new Error("enough");
      setTimeout(() => controller.abort(reason), 20);
      expect(await reading).toBe(reason);
    },
  );
});

test("what a server sends in another order, fetchRecording puts in order", async () => {
  const events = { A1: [eventAt(2, "a"), eventAt(1, "b"), eventAt(1, "c")] };
  answer(json({ ...recording, events }));
  const { events: read } = await fetchRecording(SESSION, { baseUrl });
  expect(read).toEqual({ A1: [eventAt(1, "b"), eventAt(1, "c"), eventAt(2, "a")] });
});

describe("a range", () => {
  const { Meta, FullSnapshot } = EventType;
  const change = (timestamp: number) => eventAt(timestamp, "change");
  const snapshot = (timestamp: number) => [
    { ...eventAt(timestamp, "meta"), type: Meta },
    { ...eventAt(timestamp, "full"), type: FullSnapshot },
  ];
  const long = {
    sessionId: SESSION,
    duration: 40,
    events: {
      A1: [...snapshot(10), change(15), ...snapshot(20), change(25), change(30), change(50)],
      B2: [change(5), change(40)],
    },
  };
  const times = (events: { timestamp: number }[] = []) => events.map(({ timestamp }) => timestamp);

  test("is asked for, and cut out of what a server sends that does not know it", async () => {
    const { requests } = answer(json(long));
    const range = { baseUrl, from: 25, to: 30, partial: true };
    const { events, duration } = await fetchRecording(SESSION, range);
    expect(new URL(requests[0]?.url ?? "").search).toBe("?partial=true&from=25&to=30");
    expect(times(events.A1)).toEqual([20, 20, 25, 30]);
    expect(times(events.B2)).toEqual([5]);
    expect(duration).toBe(25);
    const stream = await collect(streamRecording(SESSION, range));
    expect(stream.map(({ targetId, event }) => [targetId, event.timestamp])).toEqual([
      ["A1", 20],
      ["A1", 20],
      ["A1", 25],
      ["A1", 30],
      ["B2", 5],
    ]);
  });

  test("may have one end", async () => {
    const { requests } = answer(json(long));
    expect(times((await fetchRecording(SESSION, { baseUrl, to: 10 })).events.A1)).toEqual([10, 10]);
    expect(new URL(requests[0]?.url ?? "").search).toBe("?to=10");
    const stream = await collect(streamRecording(SESSION, { baseUrl, from: 50 }));
    expect(times(stream.map(({ event }) => event))).toEqual([20, 20, 25, 30, 50, 5, 40]);
  });
});

test("of what a server says to a failure, only the beginning is read", async () => {
  let sent = 0;
  const body = new ReadableStream({
    pull(controller) {
      sent += 65_536;
      controller.enqueue(new Uint8Array(65_536).fill(0x20));
    },
  });
  answer(() => new Response(body, { status: 400 }));
  await expect(fetchRecording(SESSION, { baseUrl })).rejects.toMatchObject({
    code: "INVALID_RECORDING",
  });
  expect(sent).toBeLessThan(4 * 1024 * 1024);
});
