import type { ReadonlySignal } from "@preact/signals";

export const SPEEDS = [0.5, 1, 2, 4, 8, 16] as const;
export type Speed = (typeof SPEEDS)[number];

/** How large a page is shown: as its place allows, or times its own size. */
export type Zoom = "fit" | number;
export const ZOOMS: readonly Zoom[] = ["fit", 0.5, 0.75, 1, 1.5, 2];

/** Shows a session in an element, and plays it. Times are ms since the epoch. */
export interface Playback {
  /** The moment that is shown, or sought. */
  readonly time: ReadonlySignal<number>;
  readonly isPlaying: ReadonlySignal<boolean>;
  readonly speed: ReadonlySignal<Speed>;
  readonly skipsInactivity: ReadonlySignal<boolean>;
  /** While a stretch without events is gone through fast. */
  readonly isSkipping: ReadonlySignal<boolean>;
  /** The target that is shown. */
  readonly targetId: ReadonlySignal<string | undefined>;
  /** Whether that is the active one, whichever it is, or one that was picked. */
  readonly isFollowing: ReadonlySignal<boolean>;
  /** Whether it plays what happens, as it happens. */
  readonly isAtLiveEdge: ReadonlySignal<boolean>;
  /** What takes longer than an instant; `part` is 0 to 1, where that is known. */
  readonly busy: ReadonlySignal<{ what: string; part?: number } | undefined>;
  /** Why there is nothing to see at this moment, or something is missing. */
  readonly notice: ReadonlySignal<string | undefined>;
  /** Whether trying again may help. */
  readonly canRetry: ReadonlySignal<boolean>;
  /** CSS pixels of the recorded viewport. */
  readonly viewport: ReadonlySignal<{ width: number; height: number } | undefined>;
  readonly zoom: ReadonlySignal<Zoom>;
  /** The element that the pointer is on, while `inspects`. */
  readonly inspects: ReadonlySignal<boolean>;
  readonly inspected: ReadonlySignal<InspectedElement | undefined>;

  play(): void;
  pause(): void;
  /** @param time - is brought within the session */
  seek(time: number): Promise<void>;
  /** Pauses, and goes to the moment of the next event of the target that is shown, or the last one. */
  step(direction: 1 | -1): Promise<void>;
  setSpeed(speed: Speed): void;
  setSkipsInactivity(skips: boolean): void;
  /** Picks a target, whose beginning is shown where it is not there at this moment. */
  pin(targetId: string): Promise<void>;
  follow(): Promise<void>;
  goLive(): void;
  retry(): void;
  setZoom(zoom: Zoom): void;
  /** Pauses, and tells of the element that the pointer is on. */
  setInspects(inspects: boolean): void;
  /** The document that is shown, as HTML that is indented. */
  readDomText(): string;
  close(): void;
}

export interface InspectedElement {
  tagName: string;
  attributes: { name: string; value: string }[];
  /** Its own, cut. */
  text: string;
  /** Finds it, and nothing else, in its document. */
  selector: string;
  /** CSS pixels in the recorded viewport. */
  box: { left: number; top: number; width: number; height: number };
}
