import type { Gap, Manifest, ManifestTarget } from "@pagereel/protocol";
import type { ReadonlySignal } from "@preact/signals";
import type { eventWithTime } from "@rrweb/types";

/** A session as the viewer reads it. Times are ms since the epoch. */
export interface SessionData {
  /** The newest. */
  readonly manifest: ReadonlySignal<Manifest>;
  /** In the order in which they opened. */
  readonly targets: ReadonlySignal<readonly TargetLife[]>;
  readonly startTime: ReadonlySignal<number>;
  /** Of the last event; grows while it is recorded. */
  readonly endTime: ReadonlySignal<number>;
  /** Whether it is recorded still, and followed. */
  readonly isLive: ReadonlySignal<boolean>;
  /** Why what goes on is not followed just now; it is tried again. */
  readonly interruption: ReadonlySignal<string | undefined>;
  /**
   * What is needed to show a target at a time, and to play on from there. It begins later than that
   * where there is no full snapshot at that time or before: nothing can be shown up to it.
   *
   * @returns undefined where there is nothing of it at that time or before
   * @throws ViewerError where a segment cannot be read
   */
  readWindow(targetId: string, time: number, signal: AbortSignal): Promise<EventWindow | undefined>;
  /** What follows a window. @returns undefined where nothing does, or not yet */
  readNextWindow(window: EventWindow, signal: AbortSignal): Promise<EventWindow | undefined>;
  /** Calls for what has come to an open window since it was read, and for what comes. @returns ends it */
  followWindow(window: EventWindow, onEvents: (events: eventWithTime[]) => void): () => void;
  /**
   * All lines of all segments, in slices that take a few ms each, oldest segments first.
   *
   * @throws ViewerError where a segment cannot be read, and that may change
   */
  scan(signal: AbortSignal, options?: ScanOptions): AsyncIterable<ScannedLines>;
  close(): void;
}

export interface ScanOptions {
  /** Whether it goes on with what comes, up to the end of the session. */
  followsLive?: boolean;
  /** Is told why a segment cannot be had for now, and when it can. Without it such a one is given up. */
  onTrouble?: (why: string | undefined) => void;
}

/** A target, with what is known of its events. */
export interface TargetLife extends ManifestTarget {
  /** Of its first and last event; undefined where it has none. */
  firstTimestamp: number | undefined;
  lastTimestamp: number | undefined;
  gaps: Gap[];
  /** A title or a short address. */
  label: string;
}

/** Events of one target that play without those before them. */
export interface EventWindow {
  targetId: string;
  /** Of the first event, which is a Meta event, a FullSnapshot behind it. */
  from: number;
  /** Where the next window begins; Infinity for the last one. */
  until: number;
  /** Not to be changed: the window may be read again. */
  events: readonly eventWithTime[];
  /** Whether it grows: the last window of a session that is recorded. */
  isOpen: boolean;
}

/** Lines of one target, one event each, in order. */
export interface ScannedLines {
  targetId: string;
  lines: readonly string[];
  /** Of the whole session's segments that have been read, 0 to 1. */
  progress: number;
  /** Before this time nothing follows of what was stored, of any target. ms since the epoch. */
  doneUntil: number;
}
