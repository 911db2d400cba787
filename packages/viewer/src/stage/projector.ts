import type { eventWithTime } from "@rrweb/types";
import type { EventWindow, SessionData } from "../data/session-data.js";
import { findStep } from "./find-event.js";
import { orderEvents } from "./order-events.js";
import type { Stage } from "./stage.js";
import { type Failure, type Size, WindowPlayer } from "./window-player.js";

/** The next window is made ready this long before it is needed, in ms of a clock on the wall. */
const PREPARE_AHEAD_MS = 3000;
/** Windows without anything to stop at are gone through up to here. */
const MAX_STEP_WINDOWS = 100;

export interface ProjectorListener {
  /** @param page - undefined: there is none */
  onPage(page: Size | undefined): void;
  /** @param failure - of what is shown; undefined: there is none */
  onFailure(failure: Failure | undefined): void;
}

interface NextWindow {
  player: Promise<WindowPlayer | undefined>;
  controller: AbortController;
}

/** Shows moments of targets on the stage, window by window, of which two are held at most. */
export class Projector {
  private shown: WindowPlayer | undefined;
  private next: NextWindow | undefined;

  constructor(
    private readonly data: SessionData,
    private readonly stage: Stage,
    private readonly listener: ProjectorListener,
  ) {}

  /** What is on the stage. */
  get player(): WindowPlayer | undefined {
    return this.shown;
  }

  /** @throws ViewerError; when it was cancelled */
  async show(targetId: string, time: number, signal: AbortSignal): Promise<void> {
    const here = this.shown;
    if (here && covers(here, targetId, time) && here.reaches(time)) {
      return here.show(time, signal);
    }
    this.dropNext();
    const window = await this.data.readWindow(targetId, time, signal);
    signal.throwIfAborted();
    if (window) this.present(await this.open(window, time, signal));
    else this.clear();
  }

  /** Goes on in the window that is shown. @returns the time that was reached */
  play(time: number, speed: number): number {
    const player = this.shown;
    if (!player) return time;
    const { until } = player;
    if (until - time < PREPARE_AHEAD_MS * speed && !player.isCut) this.prepareNext(player.window);
    return player.play(Math.min(time, until), speed);
  }

  /** Whether a time is behind what is shown, where `moveOn` leads. */
  isOver(time: number): boolean {
    return this.shown !== undefined && time >= this.shown.until;
  }

  /** Goes on to the window behind the one that is shown. @returns false where none is */
  async moveOn(signal: AbortSignal): Promise<boolean> {
    if (!this.shown) return false;
    if (this.shown.isCut) {
      await this.show(this.shown.window.targetId, this.shown.until, signal);
      return true;
    }
    const next = this.prepareNext(this.shown.window);
    const player = await next.player.catch((error: unknown) => {
      this.forget(next);
      throw error;
    });
    // It stays ready, unless it was dropped.
    signal.throwIfAborted();
    this.forget(next);
    if (!player) return false;
    this.present(player);
    return true;
  }

  pause(): void {
    this.shown?.pause();
  }

  setSpeed(speed: number): void {
    this.shown?.setSpeed(speed);
  }

  /** @returns the time of the next event of the target that is shown, or of the last one */
  async findStep(
    time: number,
    direction: 1 | -1,
    signal: AbortSignal,
  ): Promise<number | undefined> {
    if (!this.shown) return undefined;
    let { events, window }: { events: readonly eventWithTime[]; window: EventWindow } = this.shown;
    for (let count = 0; count < MAX_STEP_WINDOWS; count++) {
      const found = findStep(events, time, direction);
      const neighbour =
        found === undefined
          ? await this.readNeighbour(window, events, direction, signal)
          : undefined;
      if (!neighbour) return found;
      window = neighbour;
      events = orderEvents(window.events);
    }
    return undefined;
  }

  clear(): void {
    this.dropNext();
    this.shown?.close();
    this.shown = undefined;
    this.listener.onPage(undefined);
    this.listener.onFailure(undefined);
  }

  private async readNeighbour(
    window: EventWindow,
    events: readonly eventWithTime[],
    direction: 1 | -1,
    signal: AbortSignal,
  ): Promise<EventWindow | undefined> {
    if (direction === 1) return this.data.readNextWindow(window, signal);
    const from = events[0]?.timestamp ?? window.from;
    const before = await this.data.readWindow(window.targetId, from - 1, signal);
    return before && before.from < from ? before : undefined;
  }

  /** Makes a window ready behind the scenes. */
  private async open(
    window: EventWindow,
    time: number,
    signal: AbortSignal,
  ): Promise<WindowPlayer> {
    const player = this.createPlayer(window);
    try {
      if (window.isOpen) {
        player.unfollow = this.data.followWindow(window, (events) => player.append(events));
      }
      await player.show(time, signal);
      signal.throwIfAborted();
    } catch (error) {
      player.close();
      throw error;
    }
    return player;
  }

  private createPlayer(window: EventWindow): WindowPlayer {
    const layer = this.stage.addLayer();
    try {
      const player: WindowPlayer = new WindowPlayer(window, layer, {
        onResize: (size) => player === this.shown && this.listener.onPage(size),
        onFailure: (failure) => player === this.shown && this.listener.onFailure(failure),
      });
      return player;
    } catch (error) {
      layer.remove();
      throw error;
    }
  }

  private present(player: WindowPlayer): void {
    const before = this.shown;
    this.shown = player;
    this.listener.onPage(player.hasPage ? player.viewport : undefined);
    this.listener.onFailure(player.failure);
    this.stage.showLayer(player.hasPage ? player.layer : undefined);
    before?.close();
  }

  private prepareNext(window: EventWindow): NextWindow {
    if (this.next) return this.next;
    const controller = new AbortController();
    const player = this.openNext(window, controller.signal);
    // Told where it is waited for.
    player.catch(() => undefined);
    this.next = { player, controller };
    return this.next;
  }

  private async openNext(
    window: EventWindow,
    signal: AbortSignal,
  ): Promise<WindowPlayer | undefined> {
    const next = await this.data.readNextWindow(window, signal);
    signal.throwIfAborted();
    return next && this.open(next, next.from, signal);
  }

  private dropNext(): void {
    const { next } = this;
    this.next = undefined;
    next?.controller.abort();
    // One that is not ready ends by itself.
    void next?.player.then(
      (player) => player?.close(),
      () => undefined,
    );
  }

  private forget(next: NextWindow): void {
    if (this.next === next) this.next = undefined;
  }
}

function covers({ window, until }: WindowPlayer, targetId: string, time: number): boolean {
  return window.targetId === targetId && window.from <= time && time < until;
}
