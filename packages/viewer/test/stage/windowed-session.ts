import type { Gap, Manifest } from "@pagereel/protocol";
import { type Signal, signal } from "@preact/signals";
import { EventType, type eventWithTime } from "@rrweb/types";
import type { EventWindow, SessionData, TargetLife } from "../../src/data/session-data.js";
import { ViewerError } from "../../src/data/viewer-error.js";
import type { SessionIndex } from "../../src/index/session-index.js";

export interface SessionOptions {
  /** By target. */
  events: Record<string, eventWithTime[]>;
  lives?: Record<string, Partial<TargetLife>>;
  gaps?: Gap[];
  isLive?: boolean;
  /** Which target is active from a time on. */
  active?: { from: number; targetId: string }[];
  idle?: { from: number; until: number }[];
}

/** One that grows. */
interface OwnWindow extends EventWindow {
  events: eventWithTime[];
}

interface Follower {
  window: EventWindow;
  onEvents: (events: eventWithTime[]) => void;
}

/** A session of events that are all there, in windows from full snapshot to full snapshot. */
export class WindowedSession implements SessionData {
  readonly manifest: Signal<Manifest>;
  readonly targets: Signal<TargetLife[]>;
  readonly startTime: Signal<number>;
  readonly endTime: Signal<number>;
  readonly isLive: Signal<boolean>;
  readonly interruption = signal(undefined);
  /** Begins of windows whose reading fails. */
  readonly broken = new Set<number>();
  /** What reading waits for. */
  gate: Promise<void> = Promise.resolve();
  private readonly windows = new Map<string, OwnWindow[]>();
  private readonly followers = new Set<Follower>();

  constructor({ events, lives, gaps = [], isLive = false }: SessionOptions) {
    for (const [targetId, list] of Object.entries(events)) {
      this.windows.set(targetId, splitWindows(targetId, list, isLive));
    }
    const times = Object.values(events).flatMap((list) => list.map(({ timestamp }) => timestamp));
    this.startTime = signal(Math.min(...times));
    this.endTime = signal(Math.max(...times));
    this.isLive = signal(isLive);
    this.manifest = signal({ gaps, targets: [], segments: [] } as unknown as Manifest);
    this.targets = signal(
      Object.entries(events).map(([id, list]) => ({ ...lifeOf(id, list), ...lives?.[id] })),
    );
  }

  async readWindow(
    targetId: string,
    time: number,
    signal: AbortSignal,
  ): Promise<EventWindow | undefined> {
    return this.read(
      this.windows.get(targetId)?.findLast(({ from }) => from <= time),
      signal,
    );
  }

  async readNextWindow(window: EventWindow, signal: AbortSignal): Promise<EventWindow | undefined> {
    const windows = this.windows.get(window.targetId) ?? [];
    return this.read(windows[windows.indexOf(window as OwnWindow) + 1], signal);
  }

  followWindow(window: EventWindow, onEvents: (events: eventWithTime[]) => void): () => void {
    const follower = { window, onEvents };
    this.followers.add(follower);
    return () => this.followers.delete(follower);
  }

  /** More happens, as the newest. */
  push(targetId: string, events: eventWithTime[]): void {
    const window = this.windows.get(targetId)?.at(-1);
    if (!window) throw new Error(`There is no target ${targetId}.`);
    window.events.push(...events);
    for (const follower of this.followers) {
      if (follower.window === window) follower.onEvents(events);
    }
    const times = events.map(({ timestamp }) => timestamp);
    this.endTime.value = Math.max(this.endTime.value, ...times);
  }

  scan(): never {
    throw new Error("Nothing of the stage scans.");
  }

  close(): void {
    this.followers.clear();
  }

  private async read(
    window: EventWindow | undefined,
    signal: AbortSignal,
  ): Promise<EventWindow | undefined> {
    await this.gate;
    signal.throwIfAborted();
    if (window && this.broken.has(window.from)) {
      throw new ViewerError("A part of this recording cannot be read.", true);
    }
    return window;
  }
}

export function indexOf({ active = [], idle = [] }: SessionOptions): SessionIndex {
  return {
    markers: signal([]),
    omitted: signal(0),
    progress: signal(1),
    problem: signal(undefined),
    activeTargetAt: (time) => active.findLast(({ from }) => from <= time)?.targetId,
    idleUntil: (time) => idle.find(({ from, until }) => from <= time && time < until)?.until,
    search: () => {
      throw new Error("Nothing of the stage searches.");
    },
    close: () => undefined,
  };
}

function lifeOf(targetId: string, events: eventWithTime[]): TargetLife {
  const firstTimestamp = events[0]?.timestamp;
  return {
    targetId,
    openedAt: firstTimestamp ?? 0,
    urls: [],
    gaps: [],
    label: targetId,
    firstTimestamp,
    lastTimestamp: events.at(-1)?.timestamp,
  };
}

function splitWindows(targetId: string, events: eventWithTime[], isLive: boolean): OwnWindow[] {
  if (events.length === 0) return [];
  const starts = events.flatMap(({ type }, i) => (type === EventType.Meta && i > 0 ? [i] : []));
  return [0, ...starts].map((start, i) => {
    const end = starts[i];
    const from = events[start]?.timestamp ?? 0;
    const until = end === undefined ? Number.POSITIVE_INFINITY : (events[end]?.timestamp ?? 0);
    const isOpen = isLive && end === undefined;
    return { targetId, from, until, events: events.slice(start, end), isOpen };
  });
}
