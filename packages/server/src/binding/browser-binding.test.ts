import { once } from "node:events";
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import type { BindingSocket } from "./binding-socket.js";
import { type BrowserBinding, browserBinding } from "./browser-binding.js";

type FetchParameters = Parameters<BrowserBinding["fetch"]>;

let server: Server;
let sockets: WebSocketServer;
let url: string;
let requests: IncomingMessage[];
/** What the server does with the next upgrade, or request. */
let connect: (socket: WebSocket) => void;
let respond: (request: IncomingMessage, response: ServerResponse) => void;

beforeEach(async () => {
  requests = [];
  sockets = new WebSocketServer({ noServer: true });
  sockets.on("headers", (headers) => headers.push("cf-browser-session-id: the-session"));
  server = createServer((request, response) => {
    requests.push(request);
    respond(request, response);
  });
  server.on("upgrade", (request, socket, head) => {
    requests.push(request);
    sockets.handleUpgrade(request, socket, head, (webSocket) => connect(webSocket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  for (const socket of sockets.clients) socket.terminate();
  server.closeAllConnections();
  server.close();
});

test("requests to any host go to the server, below its path, with the token", async () => {
  respond = (_request, response) => response.writeHead(418, "A teapot").end("Short and stout.");
  const binding = browserBinding(`${url}/below/`, { token: "a-token" });
  const response = await binding.fetch("https://fake.host/v1/acquire?recording=true", {
    headers: { "x-own": "yes" },
  });
  expect([response.status, await response.text()]).toEqual([418, "Short and stout."]);
  expect(response.webSocket).toBeUndefined();
  expect(requests[0]).toMatchObject({ method: "GET", url: "/below/v1/acquire?recording=true" });
  expect(requests[0]?.headers).toMatchObject({ authorization: "Bearer a-token", "x-own": "yes" });
});

const REQUESTS: [string, (address: string, init: RequestInit) => FetchParameters][] = [
  ["an address and options", (address, init) => [address, init]],
  ["a URL and options", (address, init) => [new URL(address), init]],
  ["a Request", (address, init) => [new Request(address, init)]],
];

test.each(REQUESTS)("the body goes with %s", async (_what, toArguments) => {
  respond = (request, response) => request.pipe(response);
  const init = { method: "POST", body: '{"guardrails":{}}' };
  const response = await browserBinding(url).fetch(...toArguments("http://fake.host/v1/x", init));
  expect(await response.text()).toBe(init.body);
  expect(requests[0]).toMatchObject({ method: "POST", url: "/v1/x" });
});

test("an upgrade is answered with 101, the server's headers and a socket", async () => {
  connect = (socket) =>
    socket.on("message", (data, isBinary) => socket.send(data, { binary: isBinary }));
  const response = await browserBinding(url, { token: "a-token" }).fetch(
    "http://fake.host/v1/devtools/browser/some-id",
    { headers: { Upgrade: "websocket", "cf-brapi-client": "@cloudflare/puppeteer@1.4.0" } },
  );
  expect(response).toMatchObject({ status: 101, ok: false });
  expect(response.headers.get("cf-browser-session-id")).toBe("the-session");
  expect(requests[0]?.url).toBe("/v1/devtools/browser/some-id");
  expect(requests[0]?.headers).toMatchObject({
    authorization: "Bearer a-token",
    "cf-brapi-client": "@cloudflare/puppeteer@1.4.0",
  });

  const socket = socketOf(response);
  const messages = nextMessages(socket, 2);
  socket.accept();
  socket.send("text");
  socket.send(new Uint8Array([1, 2, 3]));
  expect(await messages).toEqual(["text", new Uint8Array([1, 2, 3]).buffer]);

  const closed = new Promise((resolve) => socket.addEventListener("close", resolve));
  socket.close(4000, "Enough.");
  expect(await closed).toMatchObject({ code: 4000, reason: "Enough.", wasClean: true });
  expect(socket.readyState).toBe(3);
});

test("what the server sends at once waits for accept", async () => {
  connect = (socket) => {
    for (let at = 0; at < 100; at++) socket.send(`${at}`);
  };
  const socket = socketOf(await upgrade());
  // All have come to this process by then: an answer that was asked for later is there.
  respond = (_request, response) => response.end("Later.");
  await (await browserBinding(url).fetch("http://fake.host/")).text();
  const messages = nextMessages(socket, 100);
  socket.accept();
  expect(await messages).toEqual(Array.from({ length: 100 }, (_, at) => `${at}`));
});

test("what waits for a message goes on before the next one comes", async () => {
  connect = (socket) => {
    const { _socket: raw } = socket as unknown as { _socket: Duplex };
    raw.cork();
    for (const message of ["one", "two", "three"]) socket.send(message);
    raw.uncork();
  };
  const socket = socketOf(await upgrade());
  const order: unknown[] = [];
  const messages = nextMessages(socket, 3);
  socket.addEventListener("message", async ({ data }) => {
    order.push(data);
    await undefined;
    order.push(`after ${data}`);
  });
  socket.accept();
  await messages;
  expect(order.slice(0, 4)).toEqual(["one", "after one", "two", "after two"]);
});

test("a connection that breaks is an error and a close, and nothing is thrown at anybody", async () => {
  connect = (socket) => {
    const { _socket: raw } = socket as unknown as { _socket: Duplex };
    // A frame with reserved bits set.
    raw.write(Buffer.from([0xf1, 0x00]));
  };
  const socket = socketOf(await upgrade());
  const failed = new Promise((resolve) => socket.addEventListener("error", resolve));
  const closed = new Promise((resolve) => socket.addEventListener("close", resolve));
  socket.accept();
  expect(await failed).toMatchObject({ message: expect.stringContaining("Invalid WebSocket") });
  expect(await closed).toMatchObject({ code: 1006, wasClean: false });
  socket.send("too late");
});

test.each([
  [409, "The session has a client already."],
  [500, ""],
  [302, "Elsewhere."],
])("a server that refuses an upgrade with %i is quoted", async (status, text) => {
  refuseUpgrades(status, text);
  const response = await upgrade();
  expect([response.status, await response.text()]).toEqual([status, text]);
  expect(response.headers.get("retry-after")).toBe("7");
  expect(response.webSocket).toBeUndefined();
});

test("of a refusal without an end only its beginning is read", async () => {
  server.removeAllListeners("upgrade");
  server.on("upgrade", (_request, socket) => {
    socket.on("error", () => socket.destroy());
    socket.write("HTTP/1.1 400 Bad Request\r\n\r\n");
    socket.write("x".repeat(1_000_000));
  });
  const response = await upgrade();
  expect(response.status).toBe(400);
  expect(await response.text()).toBe("x".repeat(64 * 1024));
});

test.each([{}, { headers: { Upgrade: "websocket" } }])(
  "a server that is not there is named, the token is not (%j)",
  async (init) => {
    server.close();
    await once(server, "close");
    const binding = browserBinding(url, { token: "a-secret" });
    const failure = await binding.fetch("http://fake.host/v1/x?q=private", init).catch(String);
    expect(failure).toMatch(
      /^Error: Failed to reach the server at http:\/\/127\.0\.0\.1:\d+: connect ECONNREFUSED .*\. Is it running there\?$/,
    );
    expect(failure).not.toMatch(/secret|private|fake/);
  },
);

test.each([{}, { headers: { Upgrade: "websocket" } }])(
  "a request that is aborted rejects with the reason (%j)",
  async (init) => {
    const reason = new Error("Changed my mind.");
    const aborting = new AbortController();
    const abort = () => aborting.abort(reason);
    respond = abort;
    server.removeAllListeners("upgrade");
    server.on("upgrade", (_request, socket) => {
      abort();
      socket.on("error", () => socket.destroy());
    });
    const { signal } = aborting;
    await expect(browserBinding(url).fetch("http://fake.host/", { ...init, signal })).rejects.toBe(
      reason,
    );
    await expect(browserBinding(url).fetch("http://fake.host/", { ...init, signal })).rejects.toBe(
      reason,
    );
  },
);

test.each([
  "ws://127.0.0.1",
  "127.0.0.1:9322",
  "http://user:secret@127.0.0.1",
  "http://127.0.0.1/?token=secret",
])("%s is no address", (address) => {
  expect(() => browserBinding(address)).toThrow(
    'Invalid option "url" of browserBinding: expected an http or https address without user, ' +
      "password, query and fragment.",
  );
});

test("a token that no header can hold is not shown", () => {
  expect(() => browserBinding(url, { token: "sec\nret" })).toThrow(
    'Invalid option "token" of browserBinding: expected a token of printable ASCII characters.',
  );
});

function upgrade() {
  return browserBinding(url).fetch("http://fake.host/v1/x", { headers: { Upgrade: "websocket" } });
}

function socketOf({ webSocket }: { webSocket?: BindingSocket }): BindingSocket {
  if (!webSocket) throw new Error("The response has no socket.");
  return webSocket;
}

function nextMessages(socket: BindingSocket, count: number): Promise<unknown[]> {
  const messages: unknown[] = [];
  return new Promise((resolve) => {
    socket.addEventListener("message", ({ data }) => {
      messages.push(data);
      if (messages.length === count) resolve(messages);
    });
  });
}

function refuseUpgrades(status: number, text: string): void {
  server.removeAllListeners("upgrade");
  server.on("upgrade", (_request, socket) => {
    const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}`;
    socket.end(`${head}\r\nRetry-After: 7\r\nConnection: close\r\n\r\n${text}`);
  });
}
