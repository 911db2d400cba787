import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { WebSocketServer } from "ws";
import type { CdpChannel, CdpEvent } from "./channel.js";
import { connectChannel } from "./web-socket-channel.js";

/** A browser that says these texts, and then answers. */
async function connectTo(texts: string[]): Promise<CdpChannel> {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  onTestFinished(() => void server.close());
  await once(server, "listening");
  server.on("connection", (socket) => {
    socket.on("message", (data) => {
      for (const text of texts) socket.send(text);
      socket.send(JSON.stringify({ id: JSON.parse(String(data)).id, result: { done: true } }));
    });
  });
  const channel = await connectChannel(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  onTestFinished(() => channel.close());
  return channel;
}

test("events that recording needs are told, others are not even parsed", async () => {
  const request = (type: string) =>
    `{"method":"Network.requestWillBeSent","params":{"requestId":"1","type":"${type}"}}`;
  const channel = await connectTo([
    '{"method":"Network.dataReceived", this is no JSON',
    request("Image"),
    request("Stylesheet"),
    '{"method":"Network.loadingFinished","params":{"requestId":"1"}}',
    '{"params":{"name":"b"},"method":"Runtime.bindingCalled"}',
  ]);
  const events: CdpEvent[] = [];
  channel.onEvent((event) => events.push(event));
  expect(await channel.send("Browser.getVersion")).toEqual({ done: true });
  expect(events.map(({ method, params }) => [method, params.type])).toEqual([
    ["Network.requestWillBeSent", "Stylesheet"],
    ["Network.loadingFinished", undefined],
    ["Runtime.bindingCalled", undefined],
  ]);
});
