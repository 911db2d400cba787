import type { RecorderConfig } from "./config.js";
import type { Meter } from "./disguise.js";
import { nativeSetTimeout, preciseNow } from "./natives.js";

/** From this step on, positions of the pointer are left out. */
export const WITHOUT_MOVES = 1;
/** From this step on, style attributes come late: of many changes, the last one. */
export const WITH_LATE_STYLES = 2;
/** In this step, snapshots stand for all changes of the tree. */
export const SNAPSHOTS_ONLY = 3;

/** Times to look in a row that have to be quiet before the recorder takes on more again. */
const QUIET_LOOKS = 3;
/** The same, where taking on more was too much each time. */
const MAX_QUIET_LOOKS = 30;
/** So much of the budget may be used for a time to be quiet. */
const QUIET_PART = 0.7;
/** So much of the budget snapshots use that stand for changes. */
const SNAPSHOT_PART = 0.5;

/** A recording that says nothing for longer is none. */
const MAX_INTERVAL_MS = 60_000;

/** Keeps what the recorder costs within a budget: while it costs more, it does without, step by step. */
export class Budget implements Meter {
  /** 0: it records all. */
  step = 0;
  private depth = 0;
  private begunAt = 0;
  private lookedAt = preciseNow();
  private spentMs = 0;
  private sentLength = 0;
  private quietLooks = 0;
  private quietLooksNeeded = QUIET_LOOKS;
  private isWaiting = false;
  private readonly cpuShare: number;
  private readonly lengthPerMs: number;
  private readonly lookMs: number;

  /** @param onStep - called after each change of `step` */
  constructor(
    { cpuShare, bytesPerSecond, lookMs }: NonNullable<RecorderConfig["budget"]>,
    private readonly onStep: () => void,
  ) {
    this.cpuShare = cpuShare ?? Number.POSITIVE_INFINITY;
    this.lengthPerMs = (bytesPerSecond ?? Number.POSITIVE_INFINITY) / 1000;
    this.lookMs = lookMs;
  }

  begin(): void {
    if (this.depth++ === 0) this.begunAt = preciseNow();
  }

  end(): void {
    if (--this.depth > 0) return;
    const time = preciseNow();
    this.spentMs += time - this.begunAt;
    if (time - this.lookedAt >= this.lookMs) this.look(time);
  }

  /** @param length - in characters */
  onSent(length: number): void {
    this.sentLength += length;
  }

  /** Does not count what was just done: the snapshot from which single changes are recorded again. */
  forgive(): void {
    const time = preciseNow();
    this.begunAt = time;
    this.lookedAt = time;
    this.spentMs = 0;
    this.sentLength = 0;
  }

  /** ms between two snapshots that cost as much as the last one did. */
  snapshotInterval(spentMs: number, length: number): number {
    const ms = Math.max(spentMs / this.cpuShare, length / this.lengthPerMs);
    return Math.max(this.lookMs, Math.min(MAX_INTERVAL_MS, ms / SNAPSHOT_PART));
  }

  private look(time: number): void {
    const ms = time - this.lookedAt;
    const used = Math.max(
      this.spentMs / (this.cpuShare * ms),
      this.sentLength / (this.lengthPerMs * ms),
    );
    this.lookedAt = time;
    this.spentMs = 0;
    this.sentLength = 0;
    const looks = ms / this.lookMs;
    // What else it would cost, snapshots do not tell: that is tried after a while.
    if (this.step === SNAPSHOTS_ONLY || used <= QUIET_PART) this.onQuiet(looks);
    else if (used > 1) this.goUp();
    else this.quietLooks = 0;
  }

  private goUp(): void {
    this.quietLooks = 0;
    this.step++;
    if (this.step === SNAPSHOTS_ONLY) {
      this.quietLooksNeeded = Math.min(2 * this.quietLooksNeeded, MAX_QUIET_LOOKS);
    }
    if (!this.isWaiting) this.lookAgain();
    this.onStep();
  }

  /** In a page that has become quiet nothing else looks. */
  private lookAgain(): void {
    this.isWaiting = true;
    nativeSetTimeout(() => {
      this.isWaiting = false;
      this.begin();
      this.end();
      if (this.step > 0 && !this.isWaiting) this.lookAgain();
    }, this.lookMs);
  }

  private onQuiet(looks: number): void {
    if (this.step === 0) return;
    this.quietLooks += looks;
    if (this.quietLooks < this.quietLooksNeeded) return;
    this.quietLooks = 0;
    if (--this.step === 0) this.quietLooksNeeded = QUIET_LOOKS;
    this.onStep();
  }
}
