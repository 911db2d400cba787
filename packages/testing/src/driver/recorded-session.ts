import { type Manifest, parseManifest, type Recording } from "@pagereel/protocol";
import type { eventWithTime } from "@rrweb/types";
import { expect } from "vitest";
import type { DomTree, SerializeOptions } from "../dom/dom-line.js";
import { readLiveDom } from "../dom/live-dom.js";
import { expectReplayToMatch } from "../replay/expect-replay.js";
import type { ReplayOptions } from "../replay/replay.js";
import type { ReplayBrowser } from "../replay/replay-browser.js";
import type {
  Driver,
  DriverBrowser,
  PageLike,
  RecordingOptionsLike,
  SessionOptions,
  StoreLike,
} from "./driver.js";
import { pause, waitFor, waitUntilSettled } from "./settled.js";

/** Between what is compared and what comes next, so that clocks of two processes tell them apart. */
const MOMENT_MS = 30;

/** A page that was paused comes back after 15 s at most; a slow machine has as long again. */
const RECORDED_TIMEOUT_MS = 40_000;

/** What a page showed at a moment. */
interface Kept {
  targetId: string;
  live: DomTree;
  /** ms since the epoch. */
  at: number;
}

/** A recorded browser whose pages are compared with their replay once the recording has ended. */
export class RecordedSession<P extends PageLike> {
  readonly sessionId: string;
  readonly #kept = new Map<string, Kept>();
  #recording: Recording | undefined;
  #manifest: Manifest | undefined;

  private constructor(
    readonly browser: DriverBrowser<P>,
    readonly store: StoreLike,
    readonly driver: Driver<P>,
    private readonly options: SerializeOptions,
  ) {
    this.sessionId = browser.sessionId();
  }

  /**
   * @param start - starts the browser with the given recording options
   * @param recording - options beside the sink, which is a memory store unless told
   */
  static async start<P extends PageLike>(
    driver: Driver<P>,
    start: (recording: RecordingOptionsLike) => Promise<DriverBrowser<P>>,
    { sink, ...recording }: SessionOptions = {},
  ): Promise<RecordedSession<P>> {
    const store = sink ?? driver.memoryStore();
    const browser = await start({ ...recording, sink: store });
    return new RecordedSession(browser, store, driver, { masking: maskingOf(recording) });
  }

  /** Waits until a page has settled and remembers what it shows. */
  async keep(page: P, name: string): Promise<void> {
    await waitUntilSettled(page);
    const live = await readLiveDom(page.mainFrame(), this.options);
    const targetId = await this.browser.targetId(page);
    await pause(MOMENT_MS);
    this.#kept.set(name, { live, targetId, at: Date.now() });
    await pause(MOMENT_MS);
  }

  /** Waits until some event of a target, as JSON, holds a text, while the session goes on. */
  async waitForRecorded(page: P, text: string): Promise<void> {
    const targetId = await this.browser.targetId(page);
    const isRecorded = async () => {
      const partial = await this.driver.fetchRecording(this.sessionId, this.store, {
        partial: true,
      });
      const events = partial.events[targetId] ?? [];
      return events.some((event) => JSON.stringify(event).includes(text));
    };
    const until = () => `"${text}" is recorded`;
    await waitFor(isRecorded, { until, timeoutMs: RECORDED_TIMEOUT_MS, pollMs: 200 });
  }

  /** Closes the browser and reads what was recorded. */
  async end(): Promise<void> {
    await this.browser.close();
    await this.read();
  }

  /** Reads what was recorded by a browser that has ended otherwise. */
  async read(): Promise<void> {
    this.#manifest = await this.readManifest();
    this.#recording = await this.driver.fetchRecording(this.sessionId, this.store);
  }

  /** The manifest as it is now. */
  async readManifest(): Promise<Manifest> {
    const text = await this.store.readManifest(this.sessionId);
    if (text === undefined) throw new Error(`The store has no manifest of ${this.sessionId}.`);
    return parseManifest(text);
  }

  get recording(): Recording {
    return this.#recording ?? notEnded();
  }

  get manifest(): Manifest {
    return this.#manifest ?? notEnded();
  }

  /** The events of the target that showed what was kept. */
  eventsOf(name: string): eventWithTime[] {
    const events = this.recording.events[this.#get(name).targetId];
    if (events) return events;
    const targets = Object.keys(this.recording.events).join(", ");
    throw new Error(`The target of "${name}" is not in the recording. There is: ${targets}`);
  }

  /** When it was kept, in ms since the epoch. */
  timeOf(name: string): number {
    return this.#get(name).at;
  }

  targetIdOf(name: string): string {
    return this.#get(name).targetId;
  }

  /** Compares the replay at the moment of `keep` with what was kept. */
  async expectReplayed(
    name: string,
    replayBrowser: ReplayBrowser,
    replayOptions: ReplayOptions = {},
  ): Promise<void> {
    const { live, at } = this.#get(name);
    const check = { ...this.options, ...replayOptions, replayBrowser, until: at };
    await expectReplayToMatch(live, this.eventsOf(name), check);
  }

  /** The same for all that was kept, and nothing may be missing. */
  async expectAllReplayed(replayBrowser: ReplayBrowser): Promise<void> {
    expect(this.#kept.size).toBeGreaterThan(0);
    for (const name of this.#kept.keys()) await this.expectReplayed(name, replayBrowser);
    this.expectNothingMissing();
  }

  expectNothingMissing(): void {
    expect({ state: this.manifest.state, gaps: this.manifest.gaps }).toEqual({
      state: "final",
      gaps: [],
    });
  }

  #get(name: string): Kept {
    const kept = this.#kept.get(name);
    if (kept) return kept;
    throw new Error(`Nothing was kept as "${name}": the steps before it failed.`);
  }
}

function maskingOf(recording: SessionOptions): NonNullable<SerializeOptions["masking"]> {
  const { maskAllInputs, unmaskSelector, maskTextSelector, blockSelector } = recording;
  return {
    ...(maskAllInputs !== undefined && { maskAllInputs }),
    ...(unmaskSelector !== undefined && { unmaskSelector }),
    ...(maskTextSelector !== undefined && { maskTextSelector }),
    ...(blockSelector !== undefined && { blockSelector }),
  };
}

function notEnded(): never {
  throw new Error("The session has not been ended: call end() first.");
}
