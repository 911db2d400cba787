import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import type { ClientSocket } from "../cdp/client-socket.js";
import { toLegacyFrames } from "./legacy-frames.js";
import { legacySocket } from "./legacy-socket.js";

const MAX_MESSAGE_BYTES = 4_000_000;

let server: WebSocketServer;
let client: WebSocket;
let socket: ClientSocket;
let received: string[];

beforeEach(async () => {
  server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  await once(server, "listening");
  const accepted = once(server, "connection");
  client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await once(client, "open");
  const [connection] = await accepted;
  socket = legacySocket(connection, MAX_MESSAGE_BYTES);
  received = [];
  socket.onMessage((message) => received.push(String(message)));
});
afterEach(() => {
  client.terminate();
  server.close();
});

test("messages arrive whole, whatever their length, and pings do not", async () => {
  const messages = ["short", "long".repeat(600_000), "", "last"];
  for (const message of messages) {
    client.send("ping");
    for (const frame of toLegacyFrames(Buffer.from(message))) client.send(frame);
  }
  client.close();
  await closed(socket);
  expect(received).toEqual(messages);
});

test("what is sent leaves as binary frames, and is told when it has left", async () => {
  const frames: unknown[] = [];
  client.on("message", (data, isBinary) => frames.push(isBinary ? data : "text"));
  const long = "long".repeat(600_000);
  await new Promise<void>((sent) => socket.send(Buffer.from(long), sent));
  await new Promise<void>((sent) => socket.send("short", sent));
  socket.close(1000, "Done.");
  await once(client, "close");
  expect(frames).toHaveLength(4);
  const expected = [...toLegacyFrames(Buffer.from(long)), ...toLegacyFrames(Buffer.from("short"))];
  expect(Buffer.concat(frames as Buffer[]).equals(Buffer.concat(expected))).toBe(true);
});

test("a client that is gone does not hold who waits for a message to leave", async () => {
  client.terminate();
  await closed(socket);
  await new Promise<void>((sent) => socket.send("late".repeat(600_000), sent));
});

test.each([
  ["a wrong frame", Buffer.from([1]), 1002, "The first frame of a message has no length."],
  [
    "a message that is too large",
    Buffer.from([0, 0, 0, 255]),
    1009,
    "A message of 4278190080 bytes is too large: the limit is 4000000 bytes.",
  ],
])("%s ends the connection, and nothing more is read", async (_what, frame, code, reason) => {
  client.send(frame);
  for (const next of toLegacyFrames(Buffer.from("after"))) client.send(next);
  const [closeCode, closeReason] = await once(client, "close");
  expect([closeCode, String(closeReason)]).toEqual([code, reason]);
  expect(received).toEqual([]);
});

function closed(of: ClientSocket): Promise<void> {
  return new Promise((resolve) => of.onClose(resolve));
}
