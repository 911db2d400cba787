import type { Manifest } from "@pagereel/protocol";
import { batch, signal } from "@preact/signals";
import type { LiveNews, RecordingSource } from "../recording-source.js";
import { waitFor } from "../source/wait.js";
import { LiveTails } from "./live-tails.js";

/** ms that a window waits for what is recorded just now; without it, it has what was written by then. */
const PATIENCE_MS = 3000;

/** What a follower tells. */
export interface FollowerEvents {
  onManifest(manifest: Manifest): void;
  /** Of the last event that came. */
  onTime(timestamp: number): void;
  /** @param error - why it is not followed to its end, if so */
  onEnd(error: unknown): Promise<void>;
}

/** Follows a session that is recorded. */
export class LiveFollower {
  readonly tails = new LiveTails();
  readonly interruption = signal<string | undefined>(undefined);
  readonly ended = Promise.withResolvers<void>();
  #hasEnded = false;
  #change = Promise.withResolvers<void>();

  constructor(private readonly events: FollowerEvents) {}

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Resolves at its end. */
  async run(follow: NonNullable<RecordingSource["follow"]>, signal: AbortSignal): Promise<void> {
    let problem: unknown;
    try {
      for await (const news of follow(signal)) {
        batch(() => this.#take(news));
        this.#announce();
      }
    } catch (error) {
      problem = error;
    }
    this.interruption.value = undefined;
    this.#hasEnded = true;
    this.#announce();
    if (!signal.aborted) await this.events.onEnd(problem);
    this.ended.resolve();
  }

  /** Resolves when there is what the server had of a target, or it takes too long. */
  async whenCaughtUp(targetId: string, signal: AbortSignal): Promise<void> {
    const patience = AbortSignal.timeout(PATIENCE_MS);
    const either = AbortSignal.any([signal, patience]);
    const isWaiting = () => !this.#hasEnded && this.interruption.value === undefined;
    while (isWaiting() && !this.tails.isCaughtUp(targetId) && !patience.aborted) {
      await waitFor(this.#change.promise, either);
      signal.throwIfAborted();
    }
  }

  /** Resolves when the tails have begun, or the session has ended. */
  async whenBegun(signal: AbortSignal): Promise<void> {
    while (!this.#hasEnded && !this.tails.isBegun) {
      await waitFor(this.#change.promise, signal);
      signal.throwIfAborted();
    }
  }

  #announce(): void {
    this.#change.resolve();
    this.#change = Promise.withResolvers<void>();
  }

  #take(news: LiveNews): void {
    if (news.kind === "interrupted") this.interruption.value = news.why;
    else if (news.kind !== "end") this.interruption.value = undefined;
    if (news.kind === "start" && !news.isResumed) this.tails.reset();
    if (news.kind === "manifest") {
      this.tails.takeManifest(news.manifest);
      this.events.onManifest(news.manifest);
    } else if (news.kind === "events") {
      this.tails.push(news.targetId, news.events);
      const last = this.tails.get(news.targetId)?.lastTimestamp;
      if (last !== undefined) this.events.onTime(last);
    }
  }
}
