import { once } from "node:events";
import { connect as connectTcp } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import type { ServerOptions } from "../../src/index.js";
import { RawClient } from "../support/raw-client.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

async function start(options: ServerOptions = {}): Promise<TestServer> {
  const server = await startTestServer(options);
  onTestFinished(() => server.close());
  return server;
}

async function connect(server: TestServer, options = {}, query = ""): Promise<RawClient> {
  const url = `${server.webSocketUrl}/devtools/browser${query}`;
  const client = await RawClient.connect(url, { maxPayload: 2 ** 30, ...options });
  onTestFinished(() => client.socket.terminate());
  return client;
}

test.each([true, false])(
  "a message of 100 MB comes as it is (compressed: %s)",
  async (isDeflated) => {
    const server = await start();
    const client = await connect(server, { perMessageDeflate: isDeflated });
    expect(client.socket.extensions.includes("permessage-deflate")).toBe(isDeflated);
    const page = await client.open("about:blank");
    const length = 100_000_000;
    const text = (await client.evaluate(`"ab".repeat(${length / 2})`, page)) as string;
    expect(text.length).toBe(length);
    expect(text.slice(-3)).toBe("bab");
    const sent = await client.evaluate(`${JSON.stringify("x".repeat(20_000_000))}.length`, page);
    expect(sent).toBe(20_000_000);
  },
);

test("a hundred thousand messages come in order, and none twice", async () => {
  const client = await connect(await start());
  const page = await client.open("about:blank");
  const count = 100_000;
  const ids: number[] = [];
  client.socket.on("message", (data) => ids.push(JSON.parse(String(data)).id));
  for (let id = 1000; id < 1000 + count; id++) {
    client.socket.send(
      `{"id":${id},"method":"Runtime.evaluate","params":{"expression":"${id}"},"sessionId":"${page}"}`,
    );
  }
  await expect.poll(() => ids.length, { timeout: 50_000 }).toBe(count);
  expect(ids.every((id, i) => id === 1000 + i)).toBe(true);
});

test("a client that takes nothing holds up its session, not the server", async () => {
  const server = await start();
  const slow = await connect(server);
  const page = await slow.open("about:blank");
  slow.socket.pause();
  const before = process.memoryUsage().rss;
  // 4 GB, were they all made.
  for (let id = 1; id <= 400; id++) {
    const params = { expression: '"x".repeat(10000000)' };
    const command = { id: 1000 + id, method: "Runtime.evaluate", params, sessionId: page };
    slow.socket.send(JSON.stringify(command));
  }
  const other = await connect(server);
  const { product } = await other.call<{ product: string }>("Browser.getVersion");
  expect(product).toMatch(/^(Headless)?Chrome/);
  await new Promise((done) => setTimeout(done, 2000));
  expect(process.memoryUsage().rss - before).toBeLessThan(1_000_000_000);
  slow.socket.terminate();
});

test("what is no command is answered, and nothing else happens", async () => {
  const client = await connect(await start());
  const answers: { id?: number; error: { code: number } }[] = [];
  client.socket.on("message", (data) => answers.push(JSON.parse(String(data))));
  for (const text of ["", "x", "[]", '{"id":1}', '{"id":7,"method":7}', "\u0000", '{"id":2,"met']) {
    client.socket.send(text);
  }
  client.socket.send(Buffer.from([0xff, 0xfe, 0x00]));
  await expect.poll(() => answers.length).toBe(8);
  expect(answers.map(({ error }) => error.code)).toEqual([
    -32700, -32700, -32600, -32600, -32600, -32700, -32700, -32700,
  ]);
  expect(await client.call("Browser.getVersion")).toHaveProperty("product");
});

test("sessions of others, and the machine, cannot be reached", async () => {
  const server = await start();
  const [mine, others] = [await connect(server), await connect(server)];
  const theirs = await others.open("about:blank");
  expect(await mine.ask("Runtime.evaluate", { expression: "1" }, theirs)).toMatchObject({
    error: { code: -32001 },
  });
  for (const url of ["file:///etc/passwd", "chrome://version"]) {
    const { error } = await mine.ask("Target.createTarget", { url });
    expect(error?.message).toMatch(/not allowed on this server/);
  }
  const page = await mine.open("about:blank");
  const answers: { id?: number }[] = [];
  mine.socket.on("message", (data) => answers.push(JSON.parse(String(data))));
  // As a parser may read another member of the same name.
  mine.socket.send(
    `{"id":900,"method":"Page.navigate","params":{"url":"file:///etc/passwd","url":"about:blank"},"sessionId":"${page}"}`,
  );
  await expect.poll(() => answers.find(({ id }) => id === 900)).toHaveProperty("result.frameId");
  // Nor does a page get there by itself, in its window or in another one.
  const url = "file:///etc/passwd";
  await mine.evaluate(`location = "${url}"; void open("${url}"); undefined`, page);
  // Navigations come about in order.
  await mine.evaluate('location = "about:blank#after"; undefined', page);
  await expect.poll(() => mine.evaluate("location.href", page)).toBe("about:blank#after");
  const history = await mine.call("Page.getNavigationHistory", {}, page);
  const targets = await mine.call("Target.getTargets");
  expect(JSON.stringify([history, targets])).toContain("about:blank#after");
  expect(JSON.stringify([history, targets])).not.toContain("file:");
});

test("a message above the limit ends the connection, not the session", async () => {
  const server = await start({ limits: { maxMessageBytes: 100_000 } });
  const client = await connect(server, {}, "?session=mine");
  client.socket.send(Buffer.alloc(100_001, " "));
  expect((await client.closed).code).toBe(1009);
  const again = await connect(server, {}, "?session=mine");
  expect(again.sessionId).toBe(client.sessionId);
});

test.each([
  "GET /devtools/browser HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
  "GET /devtools/browser HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 12\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
  "POST /devtools/browser HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
  "GET /devtools/browser?keep_alive=%zz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
  "GET /devtools/browser HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade, close\r\nUpgrade: h2c\r\n\r\n",
  "NONSENSE\r\n\r\n",
])("a malformed upgrade is refused: %j", async (request) => {
  const server = await start();
  const socket = connectTcp(Number(new URL(server.url).port), "127.0.0.1");
  socket.write(request);
  let answer = "";
  socket.on("data", (bytes) => {
    answer += bytes;
  });
  await once(socket, "close");
  expect(answer).toMatch(/^HTTP\/1.1 4\d\d /);
  // No browser was started for it, and the server is still there.
  expect(await server.json("/devtools/session")).toEqual([]);
});

test("a frame that never ends takes no memory without end", async () => {
  const server = await start({ limits: { maxMessageBytes: 1_000_000 } });
  const client = await connect(server);
  const { socket } = client;
  const fragment = () => socket.send("x".repeat(100_000), { fin: false });
  for (let i = 0; i < 20 && socket.readyState === WebSocket.OPEN; i++) fragment();
  expect((await client.closed).code).toBe(1009);
});
