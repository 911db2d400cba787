import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { type ClientOptions, WebSocket, WebSocketServer } from "ws";
import { webSocketClient } from "./web-socket-client.js";

async function connect(options: ClientOptions = {}) {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const far = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`, options);
  const [[near]] = await Promise.all([once(server, "connection"), once(far, "open")]);
  return { near: near as WebSocket, far };
}

test("tells of an end that came before anybody listened", async () => {
  const { near, far } = await connect();
  const client = webSocketClient(near);
  far.terminate();
  await once(near, "close");
  await new Promise<void>((resolve) => client.onClose(resolve));
});

test("tells of an end while it is not read", async () => {
  const { near, far } = await connect();
  const client = webSocketClient(near);
  client.pause();
  far.terminate();
  await new Promise<void>((resolve) => client.onClose(resolve));
});

test("closes one that is not read, without waiting for it", async () => {
  const { near, far } = await connect();
  const client = webSocketClient(near);
  client.pause();
  client.close(1001, "shutdown");
  const [code, reason] = await once(far, "close");
  expect([code, String(reason)]).toEqual([1001, "shutdown"]);
  await new Promise<void>((resolve) => client.onClose(resolve));
});

test("takes one for dead that answers no ping, but not one that is not read", async () => {
  const { near, far } = await connect();
  const client = webSocketClient(near);
  expect(await client.isAlive()).toBe(true);
  far.pause();
  expect(await client.isAlive()).toBe(false);
  client.pause();
  expect(await client.isAlive()).toBe(true);
  far.terminate();
});

/** More than the system keeps for one that reads nothing. */
const MUCH = Buffer.alloc(64 * 1024 * 1024);

test("takes one for dead that reads nothing of what waits for it", async () => {
  const { near, far } = await connect();
  const client = webSocketClient(near);
  far.pause();
  client.send(MUCH);
  expect(client.bufferedAmount).toBeGreaterThan(0);
  expect(await client.isAlive()).toBe(false);
  far.terminate();
});

test("takes one for alive that has much to read, and reads", async () => {
  const { near, far } = await connect({ autoPong: false });
  const client = webSocketClient(near);
  far.pause();
  client.send(MUCH);
  const asked = client.isAlive();
  far.resume();
  expect(await asked).toBe(true);
  far.terminate();
});
