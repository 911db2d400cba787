import { once } from "node:events";
import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { MessagePipe } from "./message-pipe.js";

function open() {
  const toBrowser = new PassThrough({ highWaterMark: 1000 });
  const fromBrowser = new PassThrough();
  const pipe = new MessagePipe(toBrowser, fromBrowser);
  const messages: string[] = [];
  pipe.onMessage((message) => messages.push(String(message)));
  return { pipe, toBrowser, fromBrowser, messages };
}

test("takes messages apart, however they come", async () => {
  const { fromBrowser, messages } = open();
  const expected = ["a", "", "bcd", "ä€".repeat(1000)];
  const bytes = Buffer.from(expected.map((text) => `${text}\0`).join(""));
  for (const size of [1, 2, 3, bytes.length]) {
    messages.length = 0;
    for (let at = 0; at < bytes.length; at += size) {
      fromBrowser.write(bytes.subarray(at, at + size));
    }
    await expect.poll(() => messages).toEqual(expected);
  }
});

test("ends each message that it sends, and says when the browser is behind", async () => {
  const { pipe, toBrowser } = open();
  expect(pipe.send(Buffer.from("one"))).toBe(true);
  expect(pipe.send(Buffer.alloc(2000, "x"))).toBe(false);
  let isDrained = false;
  const drained = pipe.drained().then(() => {
    isDrained = true;
  });
  // What is sent in one turn leaves at its end.
  await new Promise(setImmediate);
  expect(isDrained).toBe(false);
  expect(String(toBrowser.read())).toBe(`one\0${"x".repeat(2000)}\0`);
  await drained;
  await pipe.drained();
});

test("any number may wait until it drains", async () => {
  const { pipe, toBrowser } = open();
  pipe.send(Buffer.alloc(2000, "x"));
  const before = toBrowser.listenerCount("drain");
  const all = Promise.all(Array.from({ length: 100 }, () => pipe.drained()));
  expect(toBrowser.listenerCount("drain")).toBe(before);
  toBrowser.resume();
  expect(await all).toHaveLength(100);
});

test("drains when the browser is gone, and sends nothing any more", async () => {
  const { pipe, toBrowser, fromBrowser } = open();
  pipe.send(Buffer.alloc(2000));
  const drained = pipe.drained();
  fromBrowser.destroy();
  await Promise.all([drained, pipe.closed]);
  await pipe.drained();
  toBrowser.destroy();
  await once(toBrowser, "close");
  expect(pipe.send(Buffer.from("late"))).toBe(true);
});
