import { beforeEach, expect, test, vi } from "vitest";
import { resolveOptions } from "../options.js";
import { memoryStore } from "../stores/memory-store.js";
import { BrowserRecorder } from "./browser-recorder.js";
import type { CdpChannel, CdpEvent } from "./channel.js";

/** A browser whose pages, of the sessions `hanging-…`, never answer. */
class HangingPages implements CdpChannel {
  readonly holdsPages = true;
  readonly closed = new Promise<void>(() => undefined);
  private tell: (event: CdpEvent) => void = () => undefined;

  /** @param openAtStart - sessions of pages that are there when it is attached to */
  constructor(private readonly openAtStart: string[] = []) {}

  async send(method: string, _params?: object, sessionId?: string): Promise<unknown> {
    if (sessionId?.startsWith("hanging")) await this.closed;
    if (method === "Target.getTargets") for (const each of this.openAtStart) this.open(each);
    return method === "Target.getTargets" ? { targetInfos: [] } : {};
  }

  onEvent(listener: (event: CdpEvent) => void): void {
    this.tell = listener;
  }

  async close(): Promise<void> {
    // There is nothing to drop.
  }

  open(sessionId: string): void {
    const targetInfo = { targetId: `target of ${sessionId}`, type: "page" };
    const params = { sessionId, targetInfo, waitingForDebugger: true };
    this.tell({ method: "Target.attachedToTarget", params });
  }
}

async function start(channel: CdpChannel): Promise<BrowserRecorder> {
  const options = resolveOptions({ sink: memoryStore() });
  return BrowserRecorder.start(channel, options, { client: {} });
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  return () => void vi.useRealTimers();
});

test("a page that hangs as the browser is recorded does not hold up the launch for good", async () => {
  let isStarted = false;
  void start(new HangingPages(["hanging"])).then(() => {
    isStarted = true;
  });
  await vi.advanceTimersByTimeAsync(9000);
  expect(isStarted).toBe(false);
  await vi.advanceTimersByTimeAsync(1000);
  expect(isStarted).toBe(true);
});

test("a page that hangs is waited for once, not at each page that comes after it", async () => {
  const channel = new HangingPages();
  const recorder = await start(channel);
  channel.open("hanging");
  const ready = recorder.ready();
  await vi.advanceTimersByTimeAsync(10_000);
  await ready;
  channel.open("well");
  const before = Date.now();
  await recorder.ready();
  expect(Date.now()).toBe(before);
});
