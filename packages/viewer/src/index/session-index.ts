import type { ReadonlySignal } from "@preact/signals";

export type MarkerKind =
  | "navigation"
  | "click"
  | "input"
  | "console"
  | "error"
  | "dialog"
  | "gap"
  | "custom";

/** Something that happened, to be seen on the timeline and in the list. */
export interface Marker {
  /** Unique within the session, and the same each time. */
  id: string;
  kind: MarkerKind;
  /** ms since the epoch. */
  timestamp: number;
  /** Absent: of the whole session. */
  targetId?: string;
  /** A few words: an address, the text of an error. */
  label: string;
  /** More of it, such as a stack. */
  detail?: string;
  /** Of a navigation: when its page is there, where that is later. */
  shownAt?: number;
  /** Of a gap: where it ends. */
  until?: number;
  /** How bad: consoles have all three. */
  level?: "info" | "warning" | "error";
}

/** A place where a text came to be in a page. */
export interface SearchHit {
  timestamp: number;
  targetId: string;
  /** The text around it. */
  before: string;
  match: string;
  after: string;
}

/** What is known of a session's course. It is complete when `progress` is 1, and useful before. */
export interface SessionIndex {
  /** Ascending. */
  readonly markers: ReadonlySignal<readonly Marker[]>;
  /** Whether there are more markers than are kept, and so how many were left out. */
  readonly omitted: ReadonlySignal<number>;
  /** 0 to 1. */
  readonly progress: ReadonlySignal<number>;
  /** Why it will not be complete, or waits to be. */
  readonly problem: ReadonlySignal<string | undefined>;
  /** The target that whoever drives is busy with at a time: the one to look at. */
  activeTargetAt(time: number): string | undefined;
  /** Where something happens next, if nothing does at that time for longer than 5 s. */
  idleUntil(time: number): number | undefined;
  search(text: string, signal: AbortSignal): AsyncIterable<SearchProgress>;
  close(): void;
}

export interface SearchProgress {
  /** New ones. */
  hits: SearchHit[];
  /** 0 to 1. */
  progress: number;
}
