import { computed, effect, type Signal, signal, untracked } from "@preact/signals";
import { EventType } from "@rrweb/types";
import type { SessionData, TargetLife } from "../data/session-data.js";
import type { SessionIndex } from "../index/session-index.js";
import { describeAbsence, describeEmptySession } from "./absence.js";
import { chooseTarget } from "./choose-target.js";
import { Projector } from "./projector.js";
import type { Stage } from "./stage.js";
import { Task } from "./task.js";
import type { Failure, Size, WindowPlayer } from "./window-player.js";

/** After what could not be read, in recorded ms: what comes behind it is tried. */
const TRY_AGAIN_MS = 2000;

/** The moment that is shown: of which target, and what there is to say about it. */
export class Screen {
  readonly time = signal(0);
  readonly targetId: Signal<string | undefined> = signal(undefined);
  readonly isFollowing = signal(true);
  readonly viewport: Signal<Size | undefined> = signal(undefined);
  private readonly task = new Task();
  readonly busy = this.task.busy;
  /** What of the moment cannot be shown, while the rest of it is. */
  private readonly failure: Signal<string | undefined> = signal(undefined);
  private readonly isEmpty = signal(false);
  readonly notice = computed(
    () => this.task.problem.value?.sentence ?? this.failure.value ?? this.absence(),
  );
  readonly canRetry = computed(() => this.task.problem.value?.canRetry ?? false);
  private readonly projector: Projector;
  private readonly stopWatching: () => void;
  /** Where something was read last, with success or without. */
  private readAt = Number.NEGATIVE_INFINITY;
  /** Nothing follows on what is shown, although something should. */
  private isStuck = false;

  constructor(
    private readonly data: SessionData,
    private readonly index: SessionIndex,
    private readonly stage: Stage,
  ) {
    this.projector = new Projector(data, stage, {
      onPage: (page) => this.setPage(page),
      onFailure: (failure) => {
        this.failure.value = failure && describeFailure(failure);
      },
    });
    this.time.value = data.startTime.peek();
    this.stopWatching = effect(() => this.onMoreKnown());
  }

  /** A moment is on its way. */
  get isLoading(): boolean {
    return this.task.isRunning;
  }

  get player(): WindowPlayer | undefined {
    return this.projector.player;
  }

  get target(): TargetLife | undefined {
    return this.data.targets.value.find(({ targetId }) => targetId === this.targetId.value);
  }

  /** Never throws: the notice says what went wrong. */
  async show(time: number): Promise<void> {
    this.time.value = time;
    this.readAt = time;
    this.isStuck = false;
    const targetId = this.targetAt(time);
    this.targetId.value = targetId;
    await this.task.run(async (signal) => {
      if (targetId === undefined) this.projector.clear();
      else await this.projector.show(targetId, time, signal);
      this.isStuck = this.begins(time);
    });
  }

  /** Shows a moment as a part of the course, or one before it where there is much to show. */
  play(time: number, speed: number): void {
    const isBroken = this.isStuck || this.task.problem.value !== undefined;
    const isTime = isBroken ? time - this.readAt > TRY_AGAIN_MS : this.begins(time);
    if (isTime || this.targetAt(time) !== this.targetId.value) {
      void this.show(time);
      return;
    }
    this.time.value = isBroken ? time : this.projector.play(time, speed);
    if (!isBroken && this.projector.isOver(this.time.value)) void this.moveOn(this.time.value);
  }

  pause(): void {
    this.projector.pause();
  }

  setSpeed(speed: number): void {
    this.projector.setSpeed(speed);
  }

  async findStep(direction: 1 | -1): Promise<number | undefined> {
    let found: number | undefined;
    await this.task.run(async (signal) => {
      found = await this.projector.findStep(this.time.value, direction, signal);
    });
    return found;
  }

  /** Reads anew. */
  async retry(): Promise<void> {
    this.projector.clear();
    await this.show(this.time.value);
  }

  close(): void {
    this.stopWatching();
    this.task.cancel();
    this.projector.clear();
  }

  private async moveOn(time: number): Promise<void> {
    this.readAt = time;
    await this.task.run(async (signal) => {
      this.isStuck = !(await this.projector.moveOn(signal));
    });
  }

  /** Whether there is something of the target by now, and none of it is shown. */
  private begins(time: number): boolean {
    return !this.player && (this.target?.firstTimestamp ?? Number.POSITIVE_INFINITY) <= time;
  }

  private targetAt(time: number): string | undefined {
    if (!this.isFollowing.value && this.targetId.value !== undefined) return this.targetId.value;
    return this.index.activeTargetAt(time) ?? chooseTarget(this.data.targets.value, time);
  }

  /** The more is known, the better is known which target is the active one. */
  private onMoreKnown(): void {
    // Read for the effect to run when they change.
    void this.index.progress.value;
    void this.data.targets.value;
    untracked(() => {
      const { value: time } = this.time;
      if (this.targetAt(time) !== this.targetId.value) void this.show(time);
    });
  }

  private absence(): string | undefined {
    const { value: manifest } = this.data.manifest;
    const { target } = this;
    if (!target) return describeEmptySession(manifest, this.data.isLive.value);
    const sessionGaps = manifest.gaps.filter(({ targetId }) => targetId === undefined);
    const absence = describeAbsence(target, this.time.value, sessionGaps);
    const isEmpty = this.busy.value === undefined && this.isEmpty.value;
    return absence ?? (isEmpty ? "There is no page to show at this moment." : undefined);
  }

  private setPage(page: Size | undefined): void {
    this.isEmpty.value = page === undefined;
    this.viewport.value = page;
    this.stage.setPage(page);
  }
}

function describeFailure({ error, event }: Failure): string {
  const isPage = event?.type === EventType.FullSnapshot || event?.type === EventType.Meta;
  const what = isPage ? "This page cannot be rebuilt" : "A part of this page cannot be shown";
  return `${what}, since its events are broken (${(error as Error).message}).`;
}
