import { EventType, type eventWithTime, IncrementalSource } from "@rrweb/types";
import type { EventWindow } from "../data/session-data.js";
import { EventCaster } from "./event-caster.js";
import { countUntil, findEntry } from "./find-event.js";
import { orderEvents } from "./order-events.js";
import { Slices } from "./slices.js";

/** CSS pixels. */
export interface Size {
  width: number;
  height: number;
}

/** Of a page whose size was not recorded, or makes no sense. */
const USUAL_SIZE: Size = { width: 1280, height: 720 };
const MAX_SIDE = 20_000;
/** What is played of many events in one task: the course then takes longer, and the page stays alive. */
const MAX_FRAME_MS = 30;

/**
 * New events of a window that may wait to be shown, as they do while nobody plays or looks: as many as
 * are played in about a second. What comes after them is read again when it is wanted.
 */
const MAX_WAITING = 10_000;

/** Something that cannot be shown. */
export interface Failure {
  error: unknown;
  /** Absent: a whole moment. */
  event: eventWithTime | undefined;
}

/** What a player tells of. */
export interface WindowPlayerListener {
  onResize(size: Size): void;
  onFailure(failure: Failure): void;
}

/** Shows one window's events in an element of its own; time goes forward only. */
export class WindowPlayer {
  /** The moment that is shown. */
  time = Number.NEGATIVE_INFINITY;
  viewport: Size | undefined;
  /** In the order in which they are shown. */
  readonly events: eventWithTime[];
  /** Ends the coming of new events. */
  unfollow: (() => void) | undefined;
  /** Where what it has of the window ends. */
  until: number;
  private readonly maxWaiting: number;
  /** How many of the events were shown, or left out. */
  private done = 0;
  /** By element, the last one that is passed and not shown: each has the browser lay out the page. */
  private readonly dueScrolls = new Map<unknown, eventWithTime>();
  private readonly caster: EventCaster;
  /** The first one. */
  failure: Failure | undefined;

  /** @param layer - in a document, and laid out */
  constructor(
    readonly window: EventWindow,
    readonly layer: HTMLElement,
    listener: WindowPlayerListener,
  ) {
    this.events = orderEvents(window.events);
    this.until = window.until;
    this.maxWaiting = this.events.length + MAX_WAITING;
    this.caster = new EventCaster(layer, window.from, (error, event) => {
      this.failure ??= { error, event };
      listener.onFailure(this.failure);
    });
    this.caster.replayer.on("resize", (size) => {
      this.viewport = isSize(size) ? size : USUAL_SIZE;
      listener.onResize(this.viewport);
    });
  }

  /** Whether there is a page to show. */
  get hasPage(): boolean {
    return findEntry(this.events, Number.POSITIVE_INFINITY) !== undefined;
  }

  /** Whether there is more of the window than it has. */
  get isCut(): boolean {
    return this.until < this.window.until;
  }

  get document(): Document | undefined {
    return this.caster.replayer.iframe.contentDocument ?? undefined;
  }

  get nodes(): ReturnType<EventCaster["replayer"]["getMirror"]> {
    return this.caster.replayer.getMirror();
  }

  /** Whether a time can be shown by what is shown now. */
  reaches(time: number): boolean {
    return time >= this.time;
  }

  /** Goes to a time, in tasks of some ms. @throws when it was cancelled */
  async show(time: number, signal: AbortSignal): Promise<void> {
    const entry = findEntry(this.events, time) ?? 0;
    this.done = Math.max(this.done, entry);
    // A page that is not there yet is shown as it begins.
    const until = Math.max(time, this.snapshotTime(entry));
    const slices = new Slices(signal);
    if (this.layer.hasAttribute("data-shown")) await this.castUntil(until, slices);
    else await this.fillUntil(until, slices);
    this.time = time;
    // Without a size the Replayer shows nothing.
    if (this.hasPage && !this.viewport) this.caster.cast(sizing(until), true);
    // What is laid out can be scrolled.
    this.castScrolls();
    this.caster.flush();
  }

  /**
   * Goes to a time as a part of a course, or as far as a frame of the screen allows.
   *
   * @param speed - times that of what was recorded
   * @returns the time that was reached
   */
  play(time: number, speed: number): number {
    this.caster.play(speed);
    this.skipTo(time);
    // Of a seek that was cancelled.
    this.castScrolls();
    const isStill = speed > 1 || matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.playUntil(time, isStill);
    this.castScrolls();
    return this.time;
  }

  setSpeed(speed: number): void {
    this.caster.setSpeed(speed);
  }

  /** Shows what is shown as a still. */
  pause(): void {
    this.caster.flush();
  }

  /** Takes events that came since; some are older than others that came before them. */
  append(events: eventWithTime[]): void {
    if (this.isCut) return;
    for (const event of orderEvents(events)) {
      let at = this.events.length;
      while (at > this.done && (this.events[at - 1]?.timestamp ?? 0) > event.timestamp) at -= 1;
      this.events.splice(at, 0, event);
    }
    if (this.events.length - this.done <= this.maxWaiting) return;
    this.until = (this.events.at(-1)?.timestamp ?? this.time) + 1;
  }

  close(): void {
    this.unfollow?.();
    this.caster.close();
    this.layer.remove();
  }

  /** Shows all events up to a time, but for scrolling. */
  private async castUntil(until: number, slices: Slices): Promise<void> {
    for (let next = this.events[this.done]; next && next.timestamp <= until; ) {
      const isReady = next.type !== EventType.FullSnapshot || !this.caster.prepare(next);
      if (isReady) {
        this.time = next.timestamp;
        this.done += 1;
        this.cast(next, true, true);
      }
      await slices.rest();
      next = this.events[this.done];
    }
  }

  /** The same unseen. Else the browser would lay out the page again and again, between the tasks. */
  private async fillUntil(until: number, slices: Slices): Promise<void> {
    this.layer.setAttribute("data-filling", "");
    await this.castUntil(until, slices);
    this.layer.removeAttribute("data-filling");
    // To read this lays out the page: in a task of its own, as a frame of the screen has enough to do.
    this.document?.documentElement?.getBoundingClientRect();
    await slices.rest();
  }

  /** @param isStill - whether scrolling is shown at once, else as smooth as the page does it */
  private playUntil(time: number, isStill: boolean): void {
    const startedAt = performance.now();
    for (let next = this.events[this.done]; next && next.timestamp <= time; ) {
      if (performance.now() - startedAt > MAX_FRAME_MS) return;
      this.time = Math.max(this.time, next.timestamp);
      this.done += 1;
      this.cast(next, false, isStill);
      if (next.type === EventType.FullSnapshot && this.window.isOpen) this.dropShown();
      next = this.events[this.done];
    }
    this.time = Math.max(this.time, time);
  }

  private cast(event: eventWithTime, isPast: boolean, isStill: boolean): void {
    if (event.type === EventType.FullSnapshot) this.dueScrolls.clear();
    if (isStill && isScroll(event)) this.dueScrolls.set(elementOf(event), event);
    else this.caster.cast(event, isPast);
  }

  private castScrolls(): void {
    // As something of the past they are scrolled at once.
    for (const scroll of this.dueScrolls.values()) this.caster.cast(scroll, true);
    this.dueScrolls.clear();
  }

  /** Leaves out what a later snapshot has in it: there may be much, after a while in the background. */
  private skipTo(time: number): void {
    for (let i = countUntil(this.events, time) - 1; i > this.done; i--) {
      if (this.events[i]?.type !== EventType.FullSnapshot) continue;
      this.done = this.events[i - 1]?.type === EventType.Meta ? i - 1 : i;
      return;
    }
  }

  /** A window that grows would do so for hours; what is before the newest snapshot can be read again. */
  private dropShown(): void {
    const entry = findEntry(this.events, this.time) ?? 0;
    this.events.splice(0, entry);
    this.done -= entry;
  }

  private snapshotTime(entry: number): number {
    const index = this.events[entry]?.type === EventType.Meta ? entry + 1 : entry;
    return this.events[index]?.timestamp ?? Number.NEGATIVE_INFINITY;
  }
}

function isSize(size: unknown): size is Size {
  const { width, height } = size as Size;
  return [width, height].every((side) => Number.isFinite(side) && side > 0 && side <= MAX_SIDE);
}

function sizing(timestamp: number): eventWithTime {
  return { type: EventType.Meta, data: { href: "", ...USUAL_SIZE }, timestamp };
}

function isScroll({ type, data }: eventWithTime): boolean {
  return (
    type === EventType.IncrementalSnapshot &&
    (data as { source?: unknown } | null)?.source === IncrementalSource.Scroll
  );
}

function elementOf({ data }: eventWithTime): unknown {
  return (data as { id?: unknown }).id;
}
