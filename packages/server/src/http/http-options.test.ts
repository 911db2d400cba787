import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import Fastify from "fastify";
import { expect, test } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { ApiError } from "./api-error.js";
import { registerErrorHandler } from "./error-handler.js";
import { httpOptions } from "./http-options.js";
import { refuseSocket } from "./refuse-socket.js";

/** Short enough to see all of them pass. */
const TIMEOUTS = { headersMs: 100, requestMs: 200, keepAliveMs: 100, checkMs: 20 };

async function createApp(timeouts = TIMEOUTS) {
  const app = Fastify(httpOptions({ logLevel: "silent" }, timeouts));
  registerErrorHandler(app);
  app.get("/quick", async () => "quick");
  app.post("/body", async () => "body");
  return app;
}

async function listen(app: Awaited<ReturnType<typeof createApp>>): Promise<number> {
  await app.listen({ port: 0, host: "127.0.0.1" });
  return (app.server.address() as AddressInfo).port;
}

async function connectTo(port: number): Promise<Socket> {
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  // The server may have closed before all was sent to it.
  socket.on("error", () => socket.destroy());
  await once(socket, "connect");
  return socket;
}

/** Sends it piece by piece for as long as the server takes it. */
function trickle(socket: Socket, piece: string): AsyncDisposable {
  const timer = setInterval(() => socket.writable && socket.write(piece), 10);
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      socket.destroy();
    },
  };
}

test.each([
  ["headers", "GET /quick HTTP/1.1\r\nHost: localhost\r\n", "X-A: b\r\n"],
  [
    "body",
    "POST /body HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 99999\r\n\r\n",
    "x",
  ],
])("a client whose %s does not end is answered, and cut off", async (_, start, piece) => {
  await using app = await createApp();
  const socket = await connectTo(await listen(app));
  socket.write(start);
  await using _trickle = trickle(socket, piece);
  const answer = await text(socket);
  expect(answer).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
  expect(answer).toContain('"message":"The request took too long to come."');
});

test.each([
  ["no HTTP", "s3cret\r\n\r\n", 400, "no HTTP request"],
  ["large headers", `GET / HTTP/1.1\r\nX-A: ${"s3cret".repeat(4000)}\r\n\r\n`, 431, "16384 bytes"],
  ["TLS", "\x16\x03\x01\x02\x00\x01\x00", 400, "no HTTP request"],
])("%s gets an answer, and no more", async (_, sent, status, message) => {
  await using app = await createApp();
  const socket = await connectTo(await listen(app));
  socket.write(sent);
  const answer = await text(socket);
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(answer).toContain(message);
  expect(answer).not.toContain("s3cret");
  socket.destroy();
});

test("a client that was refused cannot keep its half of the connection open", async () => {
  await using app = await createApp();
  const port = await listen(app);
  const closed = new Promise((resolve) => {
    app.server.once("connection", (socket) => socket.once("close", resolve));
  });
  const socket = await connectTo(port);
  socket.write("nothing\r\n\r\n");
  await closed;
  // This side has not closed.
  expect(socket.writable).toBe(true);
  socket.destroy();
});

test("one who asks for a WebSocket can be refused in the same form", async () => {
  await using app = await createApp();
  app.server.on("upgrade", ({ url }, socket) =>
    refuseSocket(socket as Socket, new ApiError(429, "too-many-requests", "Later.", 7), url),
  );
  const port = await listen(app);
  for (const [path, body] of [
    ["/v1/devtools/browser/1", "Later."],
    ["/devtools/browser", '"message":"Later."'],
  ]) {
    const client = new WebSocket(`ws://127.0.0.1:${port}${path}`);
    const [, answer] = (await once(client, "unexpected-response")) as [unknown, IncomingMessage];
    expect(answer.statusCode).toBe(429);
    expect(answer.headers["retry-after"]).toBe("7");
    expect(await text(answer)).toContain(body);
  }
});

test("live streams and WebSockets outlast all timeouts", async () => {
  await using app = await createApp();
  app.get("/live", (_request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, { "content-type": "text/event-stream" });
    reply.raw.write("first");
    app.server.once("say", () => reply.raw.end("second"));
  });
  const sockets = new WebSocketServer({ noServer: true });
  app.server.on("upgrade", (request, socket, head) =>
    sockets.handleUpgrade(request, socket, head, (client) => {
      client.on("message", (message) => client.send(`${message}`));
    }),
  );
  const port = await listen(app);
  const live = new Promise<IncomingMessage>((resolve) => {
    get({ port, host: "127.0.0.1", path: "/live", agent: false }, resolve);
  });
  const client = new WebSocket(`ws://127.0.0.1:${port}/`);
  await once(client, "open");
  const stream = await live;
  // A connection that came after them, and ran into one timeout after the other.
  for (const start of ["GET /", "POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n"]) {
    const slow = await connectTo(port);
    slow.write(start);
    expect(await text(slow)).toContain("408");
    slow.destroy();
  }
  client.send("still there");
  expect(String((await once(client, "message"))[0])).toBe("still there");
  app.server.emit("say");
  expect(await text(stream)).toBe("firstsecond");
  client.terminate();
});

test("closing does not wait for clients that stay", async () => {
  const app = await createApp({ ...TIMEOUTS, keepAliveMs: 600_000 });
  app.get("/endless", (_request, reply) => {
    reply.hijack();
    reply.raw.write("begun");
  });
  const port = await listen(app);
  const stream = await new Promise<IncomingMessage>((resolve) => {
    get({ port, host: "127.0.0.1", path: "/endless", agent: false }, resolve);
  });
  const cut = text(stream).catch((error) => error.code);
  await app.close();
  expect(await cut).toBe("ECONNRESET");
});

test("a slash at the end of a path changes nothing", async () => {
  await using app = await createApp();
  expect((await app.inject("/quick/")).body).toBe("quick");
});

test("a request that offers another version of HTTP is answered in this one", async () => {
  await using app = await createApp();
  // Where somebody listens to upgrades, Node gives him all of them.
  app.server.on("upgrade", (_request, socket) => socket.destroy());
  const socket = await connectTo(await listen(app));
  socket.write(
    "GET /quick HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings, close\r\n" +
      "Upgrade: h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAAB\r\n\r\n",
  );
  expect(await text(socket)).toMatch(/^HTTP\/1.1 200 .*quick$/s);
});
