import { computed, type Signal, signal } from "@preact/signals";
import type { SessionData } from "../data/session-data.js";
import type { SessionIndex } from "../index/session-index.js";
import { Clock } from "./clock.js";
import { firstPageTime } from "./first-page.js";
import { FocusKeeper } from "./focus.js";
import { writeDomText } from "./inspect/dom-text.js";
import { Inspector } from "./inspect/inspector.js";
import { followEdge, type Skip, startSkip } from "./pace.js";
import type { Playback, Speed, Zoom } from "./playback.js";
import { Screen } from "./screen.js";
import { Stage } from "./stage.js";

/** A seek has this long to be seen before the next one cancels it, as while one drags. */
const PREVIEW_MS = 150;

export class SessionPlayback implements Playback {
  readonly isPlaying = signal(false);
  readonly speed: Signal<Speed> = signal(1);
  readonly skipsInactivity = signal(false);
  readonly isAtLiveEdge = signal(false);
  readonly zoom: Signal<Zoom> = signal("fit");
  readonly inspects = signal(false);
  private readonly skip: Signal<Skip | undefined> = signal(undefined);
  readonly isSkipping = computed(() => this.skip.value !== undefined);

  readonly time: Playback["time"];
  readonly targetId: Playback["targetId"];
  readonly isFollowing: Playback["isFollowing"];
  readonly busy: Playback["busy"];
  readonly notice: Playback["notice"];
  readonly canRetry: Playback["canRetry"];
  readonly viewport: Playback["viewport"];
  readonly inspected: Playback["inspected"];

  private readonly stage: Stage;
  private readonly screen: Screen;
  private readonly inspector: Inspector;
  private readonly focus: FocusKeeper;
  private readonly clock = new Clock(window, (elapsedMs) => this.tick(elapsedMs));
  private showing = Promise.resolve();
  private seekCount = 0;

  constructor(
    private readonly data: SessionData,
    private readonly index: SessionIndex,
    container: HTMLElement,
  ) {
    this.stage = new Stage(container);
    this.focus = new FocusKeeper(this.stage.element);
    this.screen = new Screen(data, index, this.stage);
    this.inspector = new Inspector(this.stage, () => this.screen.player);
    ({
      time: this.time,
      targetId: this.targetId,
      isFollowing: this.isFollowing,
      busy: this.busy,
      notice: this.notice,
      canRetry: this.canRetry,
      viewport: this.viewport,
    } = this.screen);
    this.inspected = this.inspector.inspected;
  }

  play(): void {
    const { startTime, endTime, isLive } = this.data;
    if (this.isPlaying.value) return;
    this.start();
    if (this.time.value >= endTime.value && !isLive.value) void this.show(startTime.value);
  }

  pause(): void {
    this.clock.stop();
    this.isPlaying.value = false;
    this.isAtLiveEdge.value = false;
    this.skip.value = undefined;
    this.screen.pause();
  }

  async seek(time: number): Promise<void> {
    this.isAtLiveEdge.value = false;
    const { startTime, endTime } = this.data;
    const wanted = Math.max(startTime.value, Math.min(time, endTime.value));
    this.screen.time.value = wanted;
    this.seekCount += 1;
    const count = this.seekCount;
    if (this.screen.isLoading) await Promise.race([this.showing, wait(PREVIEW_MS)]);
    if (count === this.seekCount) await this.show(wanted);
  }

  async step(direction: 1 | -1): Promise<void> {
    this.pause();
    const found = await this.screen.findStep(direction);
    if (found !== undefined) await this.seek(found);
  }

  setSpeed(speed: Speed): void {
    this.speed.value = speed;
    this.screen.setSpeed(speed);
  }

  setSkipsInactivity(skips: boolean): void {
    this.skipsInactivity.value = skips;
    if (!skips) this.skip.value = undefined;
  }

  async pin(targetId: string): Promise<void> {
    this.screen.isFollowing.value = false;
    this.screen.targetId.value = targetId;
    const { firstTimestamp, closedAt = Number.POSITIVE_INFINITY } = this.screen.target ?? {};
    const time = this.time.value;
    const isThere = firstTimestamp === undefined || (firstTimestamp <= time && time <= closedAt);
    const first = firstPageTime(this.index.markers.peek(), targetId) ?? firstTimestamp;
    await this.seek(isThere || first === undefined ? time : first);
  }

  async follow(): Promise<void> {
    this.screen.isFollowing.value = true;
    await this.show(this.time.value);
  }

  goLive(): void {
    const { endTime, isLive } = this.data;
    void this.seek(endTime.value);
    if (!isLive.value) return;
    this.isAtLiveEdge.value = true;
    this.start();
  }

  retry(): void {
    void this.screen.retry();
  }

  setZoom(zoom: Zoom): void {
    this.zoom.value = zoom;
    this.stage.setZoom(zoom);
  }

  setInspects(inspects: boolean): void {
    if (inspects) this.pause();
    this.inspects.value = inspects;
    this.inspector.setActive(inspects);
  }

  readDomText(): string {
    const { player } = this.screen;
    return player?.document && player.hasPage ? writeDomText(player.document, player.nodes) : "";
  }

  close(): void {
    // One that waits comes to nothing.
    this.seekCount += 1;
    this.clock.stop();
    this.screen.close();
    this.inspector.close();
    this.focus.close();
    this.stage.close();
  }

  private start(): void {
    this.setInspects(false);
    this.isPlaying.value = true;
    this.clock.start();
  }

  private async show(time: number): Promise<void> {
    this.skip.value = undefined;
    this.inspector.forget();
    this.showing = this.screen.show(time);
    await this.showing;
    this.focus.check();
  }

  private tick(elapsedMs: number): void {
    this.focus.check();
    // The moment is on its way: time waits for it.
    if (this.screen.isLoading) return;
    const { endTime, isLive } = this.data;
    const time = Math.min(this.timeAfter(elapsedMs), endTime.value);
    const isAtEnd = time >= endTime.value;
    this.isAtLiveEdge.value = isLive.value && (this.isAtLiveEdge.value || isAtEnd);
    this.screen.play(time, this.speed.value);
    const isOver = this.time.value >= endTime.value && !this.screen.isLoading;
    if (isOver && !isLive.value) this.pause();
  }

  private timeAfter(elapsedMs: number): number {
    const time = this.time.value;
    if (this.isAtLiveEdge.value) return followEdge(time, elapsedMs, this.data.endTime.value);
    this.updateSkip(time);
    const skip = this.skip.value;
    if (skip) return Math.min(time + elapsedMs * skip.rate, skip.until);
    return time + elapsedMs * this.speed.value;
  }

  private updateSkip(time: number): void {
    if (this.skip.value && time < this.skip.value.until) return;
    const idleUntil = this.skipsInactivity.value ? this.index.idleUntil(time) : undefined;
    const hasNext = idleUntil !== undefined;
    this.skip.value = hasNext ? startSkip(time, idleUntil, this.speed.value) : undefined;
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
