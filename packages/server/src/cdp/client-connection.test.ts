import { expect, test } from "vitest";
import type { MessagePipe } from "../chromium/message-pipe.js";
import { ClientConnection, type ConnectionHost } from "./client-connection.js";
import type { ClientSocket } from "./client-socket.js";
import type { Lane } from "./lane.js";
import { PipeBrake } from "./pipe-brake.js";

const BEHIND = 64 * 1024 * 1024;

/** A connection whose client and browser are told what to do. */
function open() {
  const sent: { text: string; leave: () => void }[] = [];
  const client = {
    bufferedAmount: 0,
    isPaused: false,
    say: (_message: Buffer): void => undefined,
    send: (message: Buffer | string, leave: () => void) =>
      void sent.push({ text: String(message), leave }),
    onMessage(listener: (message: Buffer) => void) {
      client.say = listener;
    },
    onClose: () => undefined,
    pause() {
      client.isPaused = true;
    },
    resume() {
      client.isPaused = false;
    },
  };
  const toBrowser: string[] = [];
  const drained = Promise.withResolvers<void>();
  const browser = { takes: true };
  const gone = Promise.withResolvers<void>();
  const lane = {
    closed: gone.promise,
    has: () => true,
    say: (_message: Buffer): void => undefined,
    onMessage(listener: (message: Buffer) => void) {
      lane.say = listener;
    },
    send(message: Buffer) {
      toBrowser.push(String(message));
      return browser.takes;
    },
  };
  const pipe = { pause: () => undefined, resume: () => undefined, drained: () => drained.promise };
  const holds: string[] = [];
  const released = Promise.withResolvers<void>();
  const host: ConnectionHost = {
    sessionId: "session",
    filesDirectory: "/srv/files",
    onHoldsPages: async () => void holds.push("all pages"),
    beforeRelease: () => released.promise,
    onBrowserClose: (close) => close(),
    onMessage: () => undefined,
  };
  new ClientConnection(
    client as unknown as ClientSocket,
    lane as unknown as Lane,
    new PipeBrake(pipe as unknown as MessagePipe),
    host,
  );
  const ask = (command: object) => client.say(Buffer.from(JSON.stringify({ id: 1, ...command })));
  return { client, sent, toBrowser, holds, browser, lane, gone, drained, released, ask };
}

test("does not hear a client that does not take its answers", () => {
  const { client, sent, ask } = open();
  ask({ method: "Cloudflare.getSessionId" });
  expect(client.isPaused).toBe(false);
  client.bufferedAmount = BEHIND;
  client.say(Buffer.from("no JSON"));
  expect(client.isPaused).toBe(true);
  client.bufferedAmount = 0;
  sent.at(-1)?.leave();
  expect(client.isPaused).toBe(false);
});

test("hears a client again when nothing is in its way any more", async () => {
  const { client, browser, drained, released, ask } = open();
  ask({ method: "Runtime.runIfWaitingForDebugger" });
  browser.takes = false;
  released.resolve();
  await released.promise;
  expect(client.isPaused).toBe(true);
  drained.resolve();
  await expect.poll(() => client.isPaused).toBe(false);
});

test("a client holds pages where it asks that of the browser, and not of one target", () => {
  const { holds, ask } = open();
  const params = { autoAttach: true, waitForDebuggerOnStart: true };
  ask({ method: "Target.setAutoAttach", params, sessionId: "of a page" });
  expect(holds).toEqual([]);
  ask({ method: "Target.setAutoAttach", params });
  expect(holds).toEqual(["all pages"]);
});

test("answers what is nested too deeply to be written anew", () => {
  const { client, sent, toBrowser } = open();
  const deep = "[".repeat(100_000) + "]".repeat(100_000);
  client.say(Buffer.from(`{"id":7,"method":"Page.navigate","params":{"url":"x","y":${deep}}}`));
  expect(JSON.parse(sent[0]?.text ?? "")).toMatchObject({ id: 7, error: { code: -32700 } });
  expect(toBrowser).toEqual([]);
});

test("answers for a browser that was closed and ended without an answer", async () => {
  const { sent, gone, ask } = open();
  ask({ method: "Browser.close" });
  gone.resolve();
  await expect.poll(() => sent.map(({ text }) => text)).toEqual(['{"id":1,"result":{}}']);
});

test("does not answer twice that the browser closes", async () => {
  const { sent, lane, gone, ask } = open();
  ask({ method: "Browser.close" });
  lane.say(Buffer.from('{"id":1,"result":{}}'));
  gone.resolve();
  await gone.promise;
  expect(sent).toHaveLength(1);
});
