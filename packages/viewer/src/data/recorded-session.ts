import {
  type Gap,
  type Manifest,
  type ManifestSegment,
  segmentsByTarget,
} from "@pagereel/protocol";
import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { eventWithTime } from "@rrweb/types";
import { FoundGaps } from "./found-gaps.js";
import { LiveFollower } from "./live/live-follower.js";
import { Quiet } from "./quiet.js";
import type { RecordingSource } from "./recording-source.js";
import { scanSession } from "./scan/scan-session.js";
import type {
  EventWindow,
  ScannedLines,
  ScanOptions,
  SessionData,
  TargetLife,
} from "./session-data.js";
import { wait } from "./source/wait.js";
import { sessionTimes, targetLives } from "./target-lives.js";
import { SegmentTexts } from "./text/segment-texts.js";
import { ViewerError } from "./viewer-error.js";
import type { ReadableTarget } from "./window/event-reader.js";
import { type ReadWindow, WindowReader } from "./window/window-reader.js";

/** ms between two questions to a server that does not answer. */
const RETRY_MS = 1000;

/** A session of a source. */
export class RecordedSession implements SessionData {
  readonly manifest: Signal<Manifest>;
  readonly targets: ReadonlySignal<readonly TargetLife[]>;
  readonly startTime: ReadonlySignal<number>;
  readonly endTime: ReadonlySignal<number>;
  readonly isLive: Signal<boolean>;
  readonly interruption: ReadonlySignal<string | undefined>;

  readonly #source: RecordingSource;
  readonly #closing = new AbortController();
  readonly #texts: SegmentTexts;
  readonly #windows: WindowReader;
  readonly #quiet = new Quiet();
  readonly #gaps = new FoundGaps();
  readonly #follower: LiveFollower | undefined;
  readonly #segments: ReadonlySignal<Map<string, ManifestSegment[]>>;
  /** Of the last event that has come live, of all targets. */
  readonly #liveEnd = signal(-Infinity);
  /** Why it is not followed any more. */
  readonly #problem = signal<string | undefined>(undefined);
  readonly #reads = new WeakMap<EventWindow, ReadWindow>();

  constructor(source: RecordingSource, manifest: Manifest) {
    this.#source = source;
    this.manifest = signal(manifest);
    this.#texts = new SegmentTexts(source);
    this.#windows = new WindowReader(this.#texts, (gap) => this.#addGap(gap));
    this.#segments = computed(() => segmentsByTarget(this.manifest.value));
    this.targets = computed(() => this.#targetLives());
    const times = computed(() => sessionTimes(this.manifest.value, this.targets.value));
    this.startTime = computed(() => times.value.start);
    this.endTime = computed(() => Math.max(this.#liveEnd.value, times.value.end));
    const follow = manifest.state === "recording" ? source.follow?.bind(source) : undefined;
    this.isLive = signal(follow !== undefined);
    this.#follower = follow && this.#startFollowing(follow);
    this.interruption = computed(() => this.#problem.value ?? this.#follower?.interruption.value);
  }

  async readWindow(
    targetId: string,
    time: number,
    signal: AbortSignal,
  ): Promise<EventWindow | undefined> {
    const life = this.targets.value.find((target) => target.targetId === targetId);
    return this.#quiet.during(async () => {
      await this.#follower?.whenCaughtUp(targetId, signal);
      const target = this.#readable(targetId);
      const first = life?.firstTimestamp ?? target.tail?.firstEntry?.timestamp ?? Infinity;
      if (!(time >= first)) return undefined;
      return this.#note(await this.#windows.readAt(targetId, target, time, signal));
    });
  }

  async readNextWindow(window: EventWindow, signal: AbortSignal): Promise<EventWindow | undefined> {
    const { targetId } = window;
    const next = this.#reads.get(window)?.next;
    if (!next) return undefined;
    return this.#quiet.during(async () =>
      this.#note(await this.#windows.readNext(targetId, this.#readable(targetId), next, signal)),
    );
  }

  followWindow(window: EventWindow, onEvents: (events: eventWithTime[]) => void): () => void {
    const read = this.#reads.get(window);
    const tail = this.#follower?.tails.get(window.targetId);
    if (read?.tailOffset === undefined || !tail) return () => undefined;
    return tail.follow(read.tailOffset, (events) => {
      for (const event of events) read.filter.clean(event);
      onEvents(events);
    });
  }

  scan(signal: AbortSignal, options: ScanOptions = {}): AsyncIterable<ScannedLines> {
    const { followsLive = false, onTrouble } = options;
    const live = this.#live(followsLive);
    const session = {
      segments: () => this.#scannable(followsLive),
      tails: live?.tails,
      whenBegun: async (either: AbortSignal) => live?.whenBegun(either),
      ended: live?.ended.promise ?? Promise.resolve(),
    };
    const context = {
      texts: this.#texts,
      onGap: (gap: Gap) => this.#addGap(gap),
      onTrouble,
      whenQuiet: () => this.#quiet.wait(),
      signal: AbortSignal.any([signal, this.#closing.signal]),
    };
    return scanSession(session, context, followsLive);
  }

  close(): void {
    this.#closing.abort();
    this.#texts.close();
  }

  #targetLives(): TargetLife[] {
    return targetLives(this.manifest.value, (targetId) => ({
      lastTimestamp: this.#follower?.tails.get(targetId)?.lastTimestamp,
      gaps: this.#gaps.of(targetId),
    }));
  }

  #note(read: ReadWindow | undefined): EventWindow | undefined {
    if (read) this.#reads.set(read.window, read);
    return read?.window;
  }

  #addGap(gap: Gap): void {
    const { targetId } = gap;
    if (targetId !== undefined) this.#gaps.add({ ...gap, targetId }, this.manifest.peek().gaps);
  }

  #readable(targetId: string): ReadableTarget {
    const segments = this.#segments.peek().get(targetId) ?? [];
    const tails = this.#follower?.tails;
    const tail = tails?.isBegun ? tails.get(targetId) : undefined;
    const awaitsTail = this.#follower?.hasEnded === false && !tails?.isBegun;
    if (!tail) return { segments, tail, awaitsTail };
    const before = segments.filter(({ number }) => number < tail.firstNumber);
    return { segments: before, tail, awaitsTail };
  }

  /** What is recorded goes on, and it matters. */
  #live(followsLive: boolean): LiveFollower | undefined {
    const follower = this.#follower;
    return follower && !follower.hasEnded && (followsLive || follower.tails.isBegun)
      ? follower
      : undefined;
  }

  #scannable(followsLive: boolean): ManifestSegment[] {
    const all = [...this.#segments.peek().keys()].flatMap((id) => this.#readable(id).segments);
    // Those that are open come with the tails, once they have begun.
    const isOpenLater = this.#live(followsLive)?.tails.isBegun === false;
    return isOpenLater ? all.filter(({ state }) => state === "closed") : all;
  }

  #startFollowing(follow: NonNullable<RecordingSource["follow"]>): LiveFollower {
    const follower = new LiveFollower({
      onManifest: (manifest) => {
        this.manifest.value = manifest;
        this.#texts.dropOpen();
      },
      onTime: (timestamp) => {
        this.#liveEnd.value = Math.max(timestamp, this.#liveEnd.peek());
      },
      onEnd: (error) => this.#end(error),
    });
    void follower.run(follow, this.#closing.signal);
    return follower;
  }

  /** It is finished, or cannot be followed any more. */
  async #end(error: unknown): Promise<void> {
    const last = await this.#readLastManifest();
    batch(() => {
      this.#follower?.tails.clear();
      this.manifest.value = last;
      this.#texts.dropOpen();
      this.isLive.value = false;
      this.#problem.value = error instanceof Error ? error.message : undefined;
    });
  }

  /** A server that goes away as the session ends is asked again, as it is recorded for ever else. */
  async #readLastManifest(): Promise<Manifest> {
    const { signal } = this.#closing;
    for (;;) {
      try {
        return await this.#source.readManifest(signal);
      } catch (error) {
        const known = this.manifest.peek();
        const canRetry = error instanceof ViewerError && error.canRetry && !signal.aborted;
        if (!canRetry || known.state !== "recording") return known;
        this.#problem.value = error.message;
      }
      await wait(RETRY_MS, signal);
    }
  }
}
