import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { collect } from "../../test/support/collect.js";
import { eventAt, SESSION } from "../../test/support/stored-session.js";
import { fetchRecording } from "./fetch-recording.js";
import { streamRecording } from "./stream-recording.js";

const text = Buffer.from(
  JSON.stringify({
    sessionId: SESSION,
    duration: 3,
    events: { A1: [eventAt(1, "a"), eventAt(3, "b")], B2: [eventAt(2, "✓ 試験 😀")] },
  }),
);
const streamed = [
  { targetId: "A1", event: eventAt(1, "a") },
  { targetId: "A1", event: eventAt(3, "b") },
  { targetId: "B2", event: eventAt(2, "✓ 試験 😀") },
];
/** All of the recording but its end: all events are in it. */
const most = text.subarray(0, -3);

// A real server: what counts here is when and how parts of an answer arrive.
let server: Server;
let baseUrl: string;
let respond: (response: ServerResponse) => void;
let requests: number;

beforeEach(async () => {
  requests = 0;
  server = createServer((_, response) => {
    requests++;
    respond(response);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await once(server.close(), "close");
});

describe("a recording that arrives in parts", () => {
  test("is given as it arrives, wherever the parts end", async () => {
    const { promise: later, resolve: goOn } = Promise.withResolvers<void>();
    respond = async (response) => {
      response.socket?.setNoDelay(true);
      for (const [i] of text.entries()) {
        if (i === most.length) await later;
        await new Promise((resolve) => response.write(text.subarray(i, i + 1), resolve));
      }
      response.end();
    };
    const stream = streamRecording(SESSION, { baseUrl });
    expect(await stream.next()).toEqual({ done: false, value: streamed[0] });
    goOn();
    expect(await collect(stream)).toEqual(streamed.slice(1));
  });

  test("is not read on when the caller stops", async () => {
    const { promise: closed, resolve: onClose } = Promise.withResolvers<void>();
    respond = (response) => {
      response.on("close", onClose);
      response.write(most);
    };
    for await (const first of streamRecording(SESSION, { baseUrl })) {
      expect(first).toEqual(streamed[0]);
      break;
    }
    await closed;
  });

  test("and breaks off is SERVER_ERROR, and not asked for again", async () => {
    respond = (response) => {
      response.writeHead(200, { "content-length": text.length });
      response.write(most, () => setTimeout(() => response.destroy(), 20));
    };
    const stream = streamRecording(SESSION, { baseUrl });
    for (const value of streamed) expect(await stream.next()).toEqual({ done: false, value });
    await expect(stream.next()).rejects.toMatchObject({
      code: "SERVER_ERROR",
      message: expect.stringContaining("broke off"),
    });
    expect(requests).toBe(1);
  });

  test("and breaks off before the first event is asked for again", async () => {
    respond = (response) => {
      if (requests === 3) return response.end(text);
      response.writeHead(200, { "content-length": text.length });
      response.write(text.subarray(0, 10), () => response.destroy());
    };
    expect(await collect(streamRecording(SESSION, { baseUrl }))).toEqual(streamed);
    requests = 0;
    await fetchRecording(SESSION, { baseUrl });
    expect(requests).toBe(3);
  });

  test("and ends too early is INVALID_RECORDING", async () => {
    respond = (response) => response.end(most);
    const refused = { code: "INVALID_RECORDING", message: expect.stringContaining("not all of") };
    const stream = collect(streamRecording(SESSION, { baseUrl }));
    await expect(stream).rejects.toMatchObject(refused);
    await expect(fetchRecording(SESSION, { baseUrl })).rejects.toMatchObject(refused);
  });

  test("and turns out to be none is INVALID_RECORDING after the events before", async () => {
    respond = (response) => response.end(text.toString().replace('"B2":[', '"B2":[7,'));
    const stream = streamRecording(SESSION, { baseUrl });
    await expect(collect(stream)).rejects.toMatchObject({
      code: "INVALID_RECORDING",
      message: expect.stringContaining('"events.B2" is not an array of rrweb events'),
    });
  });

  test("and has no events is one, unless it is long", async () => {
    const empty = { sessionId: SESSION, duration: 0, events: {} };
    respond = (response) => response.end(JSON.stringify(empty));
    expect(await collect(streamRecording(SESSION, { baseUrl }))).toEqual([]);
    respond = (response) => response.end(JSON.stringify({ ...empty, more: "x".repeat(2 ** 20) }));
    await expect(collect(streamRecording(SESSION, { baseUrl }))).rejects.toMatchObject({
      code: "INVALID_RECORDING",
      message: expect.stringContaining("it has no events"),
    });
  });

  test("costs the caller's time nothing; a wait for the server ends with TIMEOUT", async () => {
    respond = (response) => response.write(most);
    const stream = streamRecording(SESSION, { baseUrl, timeoutMs: 150 });
    expect(await stream.next()).toEqual({ done: false, value: streamed[0] });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await stream.next()).toEqual({ done: false, value: streamed[1] });
    expect(await stream.next()).toEqual({ done: false, value: streamed[2] });
    await expect(stream.next()).rejects.toMatchObject({ code: "TIMEOUT" });
  });

  test("ends with the caller's reason when the caller wants no more", async () => {
    respond = (response) => response.write(most);
    const reason = new Error("enough");
    const controller = new AbortController();
    const options = { baseUrl, signal: controller.signal };
    const stream = streamRecording(SESSION, options);
    for (const value of streamed) expect(await stream.next()).toEqual({ done: false, value });
    const recording = fetchRecording(SESSION, options);
    const next = stream.next();
    setTimeout(() => controller.abort(reason), 50);
    await expect(next).rejects.toBe(reason);
    await expect(recording).rejects.toBe(reason);
  });
});
