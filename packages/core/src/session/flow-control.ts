import type { LimitOptions } from "../options.js";
import type { GrowingGap } from "./growing-gap.js";

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

/** Keeps what a target sends within its limits: pauses it while it sends too much, or for good. */
export class FlowControl {
  private state: "open" | "paused" | "full" = "open";
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
    private readonly gap: GrowingGap,
    private readonly host: FlowHost,
  ) {
    this.budget = this.maxBudget;
  }

  /** False while the target is paused. */
  get isOpen(): boolean {
    return this.state === "open";
  }

  /**
   * Counts an event.
   *
   * @param timestamp - the event's, ms since the epoch
   * @returns whether it is to be written
   */
  admit(bytes: number, timestamp: number): boolean {
    this.refill();
    if (!this.isOpen) this.droppedBytes += bytes;
    else if (this.totalBytes >= this.limits.maxTargetBytes) this.stop("full");
    else if (this.budget <= 0) this.stop("paused");
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
    if (this.gap.isOpen) this.note(Date.now());
  }

  private stop(state: "paused" | "full"): void {
    this.state = state;
    this.droppedBytes = 0;
    this.host.onLimit(state === "full" ? "maxTargetBytes" : "maxTargetBytesPerSecond");
    this.host.pause();
    if (state === "full") return;
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
    this.state = "open";
    this.resumedAt = performance.now();
    this.host.resume();
  }

  private note(timestamp: number): void {
    if (this.state === "full") {
      const detail = `The target sent ${this.limits.maxTargetBytes} bytes, which is all it may.`;
      this.gap.note([timestamp], "size-limit", detail);
    } else {
      const rate = this.limits.maxTargetBytesPerSecond;
      this.gap.note([timestamp], "rate-limited", `The target sent over ${rate} bytes a second.`);
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
