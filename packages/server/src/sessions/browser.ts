import { setImmediate } from "node:timers/promises";
import { MessageChannel, withTimeout } from "@pagereel/core/adapter";
import { laneTransport } from "../cdp/lane-transport.js";
import { Multiplexer } from "../cdp/multiplexer.js";
import { PipeBrake } from "../cdp/pipe-brake.js";
import {
  type ChromiumOptions,
  type RunningChromium,
  startChromium,
} from "../chromium/start-chromium.js";

/** On a busy machine a browser takes seconds. */
const START_TIMEOUT_MS = 30_000;
/** A browser that was asked to close takes longer only where it hangs. */
const CLOSE_TIMEOUT_MS = 5000;

/** ms for what it has said last; only a process of its own that lives on keeps its pipe open. */
const LAST_MESSAGES_TIMEOUT_MS = 2000;

/** What a browser says of itself. */
export interface BrowserVersion {
  /** Such as `Chrome/156.0.0.0`. */
  product: string;
  protocolVersion: string;
  userAgent: string;
  jsVersion: string;
  revision: string;
}

/** A Chromium that answers. */
export class Browser {
  readonly brake: PipeBrake;
  /** Resolves when it has ended, for whatever reason, and all that it said was passed on. */
  readonly exited: Promise<void>;
  /** Whether its process has not ended. */
  isRunning = true;

  private constructor(
    private readonly chromium: RunningChromium,
    readonly multiplexer: Multiplexer,
    readonly version: BrowserVersion,
  ) {
    this.brake = new PipeBrake(chromium.pipe);
    this.exited = chromium.exited.then(() => this.onExit());
  }

  private async onExit(): Promise<void> {
    this.isRunning = false;
    this.brake.letGo();
    await withTimeout(this.chromium.pipe.closed, LAST_MESSAGES_TIMEOUT_MS);
    // Those who hear of the closed pipe have their turn first.
    await setImmediate();
  }

  /** @throws Error with what the browser said, which is for the log only */
  static async start(options: ChromiumOptions): Promise<Browser> {
    const chromium = await startChromium(options);
    const multiplexer = new Multiplexer(chromium.pipe);
    try {
      const version = await firstAnswer(multiplexer);
      return new Browser(chromium, multiplexer, version);
    } catch (cause) {
      const words = chromium.lastWords();
      await chromium.close();
      throw new Error(`${(cause as Error).message} It said:\n${words}`, { cause });
    }
  }

  get filesDirectory(): string {
    return this.chromium.filesDirectory;
  }

  /** A channel for the recorder. */
  async openChannel(): Promise<MessageChannel> {
    return new MessageChannel(laneTransport(await this.multiplexer.open()));
  }

  /** @param ask - asks the browser to close; it is not asked unless told, but ended */
  async close(ask?: () => void): Promise<void> {
    if (ask) {
      ask();
      await withTimeout(this.exited, CLOSE_TIMEOUT_MS);
    }
    await this.chromium.close();
  }
}

async function firstAnswer(multiplexer: Multiplexer): Promise<BrowserVersion> {
  let version: Record<string, unknown> | undefined;
  const asked = multiplexer.call("Browser.getVersion").then((answer) => {
    version = answer;
  });
  await withTimeout(asked, START_TIMEOUT_MS);
  if (!version) throw new Error(`The browser did not answer within ${START_TIMEOUT_MS / 1000} s.`);
  return version as unknown as BrowserVersion;
}
