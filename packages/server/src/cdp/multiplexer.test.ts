import { PassThrough } from "node:stream";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { MessagePipe } from "../chromium/message-pipe.js";
import { Multiplexer } from "./multiplexer.js";

interface Sent {
  id: number;
  method: string;
  params: Record<string, unknown>;
  sessionId?: string;
}

const id = (letter: string) => letter.repeat(32);

/** A browser that gives sessions the names A, B, C ... */
function openBrowser({ isSilent = false } = {}) {
  const toBrowser = new PassThrough();
  const fromBrowser = new PassThrough();
  const multiplexer = new Multiplexer(new MessagePipe(toBrowser, fromBrowser));
  const sent: Sent[] = [];
  /** As they come from a busy browser. */
  const sayAtOnce = (...messages: object[]) =>
    fromBrowser.write(messages.map((message) => `${JSON.stringify(message)}\0`).join(""));
  const say = (message: object) => sayAtOnce(message);
  let letter = 64;
  toBrowser.on("data", (bytes: Buffer) => {
    for (const text of String(bytes).split("\0").filter(Boolean)) {
      const command = JSON.parse(text) as Sent;
      sent.push(command);
      if (isSilent || !/^Target.attachTo/.test(command.method)) continue;
      say({ id: command.id, result: { sessionId: id(String.fromCharCode(++letter)) } });
    }
  });
  return { multiplexer, sent, say, sayAtOnce, gone: () => fromBrowser.destroy() };
}

async function openLanes() {
  const browser = openBrowser();
  const lanes = [await browser.multiplexer.open(), await browser.multiplexer.open()] as const;
  const heard: [string[], string[]] = [[], []];
  for (const i of [0, 1] as const) lanes[i].onMessage((message) => heard[i].push(String(message)));
  return { ...browser, first: lanes[0], second: lanes[1], heard };
}

test("gives each lane what is of its session, as if it were alone", async () => {
  const { first, sent, say, heard } = await openLanes();
  first.send(Buffer.from('{"id":1,"method":"Browser.getVersion"}'), 1, undefined);
  await expect
    .poll(() => sent.at(-1))
    .toEqual({
      id: 1,
      method: "Browser.getVersion",
      sessionId: id("A"),
    });
  say({ id: 1, result: {}, sessionId: id("A") });
  say({ method: "Target.targetCreated", params: {}, sessionId: id("B") });
  await expect
    .poll(() => heard)
    .toEqual([['{"id":1,"result":{}}'], ['{"method":"Target.targetCreated","params":{}}']]);
});

test("knows the sessions below a lane, until they end", async () => {
  const { first, second, say, heard } = await openLanes();
  const child = id("C");
  say({ method: "Target.attachedToTarget", params: { sessionId: child }, sessionId: id("A") });
  say({ method: "Page.loadEventFired", params: {}, sessionId: child });
  await expect.poll(() => heard[0].length).toBe(2);
  expect([first.has(child), second.has(child)]).toEqual([true, false]);
  expect(JSON.parse(heard[0][1] as string)).toMatchObject({ sessionId: child });
  say({ method: "Target.detachedFromTarget", params: { sessionId: child }, sessionId: id("A") });
  say({ method: "Page.frameAttached", params: {}, sessionId: child });
  say({ id: 9, result: {}, sessionId: id("A") });
  await expect.poll(() => heard[0].length).toBe(4);
  expect(first.has(child)).toBe(false);
});

test("gives the answer for a session that has ended to who asked", async () => {
  const { first, second, say, heard } = await openLanes();
  first.send(Buffer.from("{}"), 5, id("C"));
  second.send(Buffer.from("{}"), 6, id("D"));
  say({ error: { code: -32001, message: "Session with given id not found." }, id: 6 });
  await expect.poll(() => heard[1].length).toBe(1);
  expect(heard[0]).toEqual([]);
});

test("ends what a lane has in the browser when that is closed", async () => {
  const { multiplexer, first, sent, say, heard } = await openLanes();
  const closed = first.close();
  await expect
    .poll(() => sent.at(-1))
    .toMatchObject({
      method: "Target.detachFromTarget",
      params: { sessionId: id("A") },
    });
  say({ id: sent.at(-1)?.id, result: {} });
  await Promise.all([closed, first.closed]);
  say({ method: "Late.event", params: {}, sessionId: id("A") });
  await expect(multiplexer.open()).resolves.toBeDefined();
  expect(heard[0]).toEqual([]);
});

test("ends the lane of a page that is closed", async () => {
  const { multiplexer, say } = await openLanes();
  const page = await multiplexer.openPage("T");
  say({ method: "Target.detachedFromTarget", params: { sessionId: id("C"), targetId: "T" } });
  await page.closed;
});

test("ends all when the browser is gone", async () => {
  const { multiplexer, first, second, gone } = await openLanes();
  const call = multiplexer.call("Browser.getVersion");
  gone();
  await expect(call).rejects.toThrow("The browser is gone.");
  await Promise.all([first.closed, second.closed]);
});

test("fails what is asked of a browser that is gone", async () => {
  const { multiplexer, first, gone } = await openLanes();
  gone();
  await first.closed;
  await expect(multiplexer.open()).rejects.toThrow("The browser is gone.");
});

test("gives no answer to a command of the same id that is of a session that goes on", async () => {
  const { first, second, say, heard } = await openLanes();
  say({ method: "Target.attachedToTarget", params: { sessionId: id("C") }, sessionId: id("A") });
  await expect.poll(() => heard[0].length).toBe(1);
  first.send(Buffer.from("{}"), 5, id("C"));
  second.send(Buffer.from("{}"), 5, id("D"));
  say({ error: { code: -32001, message: "Session with given id not found." }, id: 5 });
  await expect.poll(() => heard[1].length).toBe(1);
  expect(heard[0].length).toBe(1);
});

describe("a browser that does not answer", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
  afterEach(() => void vi.useRealTimers());

  test("keeps nobody waiting", async () => {
    const { multiplexer } = openBrowser();
    const asked = multiplexer.call("Target.getTargets");
    vi.advanceTimersByTime(30_000);
    await expect(asked).rejects.toThrow("has not answered Target.getTargets within 30 s");
  });

  test("and does so later ends the session that nobody waits for", async () => {
    const { multiplexer, sent, say } = openBrowser({ isSilent: true });
    const opened = multiplexer.open();
    vi.advanceTimersByTime(30_000);
    await expect(opened).rejects.toThrow("within 30 s");
    vi.useRealTimers();
    await expect.poll(() => sent.length).toBe(1);
    say({ id: sent[0]?.id, result: { sessionId: id("A") } });
    await expect
      .poll(() => sent.at(-1))
      .toMatchObject({ method: "Target.detachFromTarget", params: { sessionId: id("A") } });
  });

  test("is waited for no longer when it has", async () => {
    const { multiplexer } = openBrowser();
    await multiplexer.open();
    expect(vi.getTimerCount()).toBe(0);
  });
});

test("a lane ends, too, with a message right behind the one by which it began", async () => {
  const { multiplexer, sent, sayAtOnce } = openBrowser({ isSilent: true });
  const opening = multiplexer.openPage("page");
  await expect.poll(() => sent.length).toBe(1);
  const sessionId = id("A");
  sayAtOnce(
    { id: sent[0]?.id, result: { sessionId } },
    { method: "Target.detachedFromTarget", params: { sessionId } },
  );
  const lane = await opening;
  await expect(lane.closed).resolves.toBeUndefined();
});
