import type { LimitOptions } from "../options.js";
import type { GrowingGap } from "./growing-gap.js";
import type { QueueSpace } from "./queue-space.js";

/** The rate is an average over this time: a page may say much at once, when it is loaded. */
const AVERAGED_S = 10;

/** ms that a page which sends too much is paused: twice as long each time, unless it calmed down. */
const PAUSE_MS = { first: 1000, longest: 60_000 };

/** What flow control asks of the target. */
export interface FlowHost {
  /** Its documents shall send nothing. */
  pause(): void;
  /** They shall send again, a full snapshot first. */
  resume(): void;
  /** @param limit - the option's name */
  onLimit(limit: keyof LimitOptions): void;
}

/** Why a target is stopped: for a while, until its sink has taken what waits, or for good. */
type Stop = "rate" | "queue" | "size";

const LIMIT_OF: Record<Stop, keyof LimitOptions> = {
  rate: "maxTargetBytesPerSecond",
  queue: "maxQueueBytes",
  size: "maxTargetBytes",
};

/** Keeps what a target sends within its limits: pauses it while it sends too much, or for good. */
export class FlowControl {
  private stopped: Stop | undefined;
  /** Of the gap that is open. */
  private why: Stop = "rate";
  private totalBytes = 0;
  /** Bytes that may come now; below zero, too many came. */
  private budget: number;
  private budgetAt = performance.now();
  private pauseMs = PAUSE_MS.first;
  private resumedAt = -Infinity;
  private droppedBytes = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly limits: Required<LimitOptions>,
    private readonly space: QueueSpace,
    private readonly gap: GrowingGap,
    private readonly host: FlowHost,
  ) {
    this.budget = this.maxBudget;
  }

  /** False while the target is paused. */
  get isOpen(): boolean {
    return this.stopped === undefined;
  }

  /**
   * Counts an event.
   *
   * @param timestamp - the event's, ms since the epoch
   * @returns whether it is to be written
   */
  admit(bytes: number, timestamp: number): boolean {
    this.refill();
    if (!this.isOpen) this.drop(bytes);
    else if (this.totalBytes >= this.limits.maxTargetBytes) this.stop("size");
    else if (this.space.isFull) this.stop("queue");
    else if (this.budget <= 0) this.stop("rate");
    if (!this.isOpen) {
      this.note(timestamp);
      return false;
    }
    this.totalBytes += bytes;
    this.budget -= bytes;
    return true;
  }

  /** The target is complete again: the gap, if there is one, ends here. */
  onSnapshot(timestamp: number): void {
    if (!this.isOpen || !this.gap.isOpen) return;
    this.note(timestamp);
    this.gap.end();
  }

  /** Nothing more comes. A gap that is open reaches to the end. */
  close(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.gap.isOpen) this.note(Date.now());
  }

  /** To be called when there is room again for what waits for the sink. */
  onRoom(): void {
    if (this.stopped === "queue") this.resume();
  }

  private drop(bytes: number): void {
    this.droppedBytes += bytes;
    // One that was closed meanwhile is back.
    if (this.stopped === "rate" && !this.timer) this.await();
  }

  private stop(why: Stop): void {
    this.stopped = why;
    this.why = why;
    this.droppedBytes = 0;
    this.host.onLimit(LIMIT_OF[why]);
    this.host.pause();
    if (why !== "rate") return;
    const calmMs = performance.now() - this.resumedAt;
    if (calmMs > AVERAGED_S * 1000) this.pauseMs = PAUSE_MS.first;
    this.await();
  }

  private await(): void {
    const pausedMs = this.pauseMs;
    this.timer = setTimeout(() => this.tryAgain(pausedMs), pausedMs).unref();
    this.pauseMs = Math.min(this.pauseMs * 2, PAUSE_MS.longest);
  }

  /** A page that is too busy to hear that it shall pause goes on sending. */
  private tryAgain(pausedMs: number): void {
    const isFlooding = this.droppedBytes > (this.limits.maxTargetBytesPerSecond * pausedMs) / 1000;
    this.droppedBytes = 0;
    if (isFlooding) {
      this.await();
      return;
    }
    this.resume();
  }

  private resume(): void {
    this.stopped = undefined;
    this.resumedAt = performance.now();
    this.host.resume();
  }

  private note(timestamp: number): void {
    const { reason, detail } = this.explain();
    this.gap.note([timestamp], reason, detail);
  }

  private explain(): { reason: string; detail: string } {
    const limit = this.limits[LIMIT_OF[this.why]];
    switch (this.why) {
      case "size":
        return {
          reason: "size-limit",
          detail: `The target sent ${limit} bytes, which is all it may.`,
        };
      case "queue":
        return { reason: "queue-full", detail: `${limit} bytes waited to be written.` };
      case "rate":
        return {
          reason: "rate-limited",
          detail: `The target sent over ${limit} bytes a second.`,
        };
    }
  }

  private get maxBudget(): number {
    return this.limits.maxTargetBytesPerSecond * AVERAGED_S;
  }

  private refill(): void {
    const now = performance.now();
    const earned = ((now - this.budgetAt) / 1000) * this.limits.maxTargetBytesPerSecond;
    this.budget = Math.min(this.budget + earned, this.maxBudget);
    this.budgetAt = now;
  }
}
