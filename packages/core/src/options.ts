import { recordingOptions } from "./options-schema.js";
import { parseOptions } from "./parse-options.js";
import type { Sink } from "./stores/store.js";

/** How often what happens often is recorded. At 0, each time: a throttle loses the last one. */
export interface SamplingOptions {
  /** ms between two positions of the mouse; false records none. Default 0. */
  mouseMoveIntervalMs?: number | false;
  /** ms between two scroll positions of an element. Default 0. */
  scrollIntervalMs?: number;
  /** ms between two states of a media element. Default 0. */
  mediaIntervalMs?: number;
  /** `"all"`: the value at each keystroke; `"last"`: when the field is left. Default `"all"`. */
  input?: "all" | "last";
}

/** How much of canvases is recorded. */
export interface CanvasOptions {
  /** Frames a second that are looked at; one that shows what the last one did is left out. Default 2. */
  fps?: number;
  /** Pixels of a frame; larger ones are scaled down to it. Default 1,000,000. */
  maxPixels?: number;
  /** Of the pictures, from 0 to 1. Default 0.6. */
  quality?: number;
  /** Records frames of `<video>` elements, too. Default false. */
  videoPosters?: boolean;
}

/** What is recorded of a page's console: errors are its errors and warnings, and what it did not catch. */
export type ConsoleLevel = "all" | "errors" | "none";

/**
 * When a full snapshot is taken while recording goes on: whichever comes first, and only if anything
 * happened since the last one.
 */
export interface CheckoutOptions {
  /** ms after the last one; 1000 at least. Default 30,000. */
  everyMs?: number;
  /**
   * Bytes of events, as JSON, since the last one; 1000 at least. A snapshot that is larger itself
   * takes the place of this number. Default 2,000,000.
   */
  everyBytes?: number;
}

/** What a target may send, in bytes of events as JSON. At a limit it is paused, which is a gap. */
export interface LimitOptions {
  /** Averaged over 10 seconds. Above it, the target is paused for a while. Default 16,000,000. */
  maxTargetBytesPerSecond?: number;
  /** Then the target's recording ends; the others go on. Default 1,000,000,000. */
  maxTargetBytes?: number;
  /**
   * Bytes of events of the whole session that wait for a sink, which is slow or away. Above half of it
   * less is recorded; at it, nothing, until half is free and full snapshots are taken. Default
   * 32,000,000.
   */
  maxQueueBytes?: number;
}

/**
 * What recording a document may cost. Where it costs more, the recorder does without, step by step,
 * and takes on more again when it costs less: positions of the pointer are left out; style attributes
 * come once a second; at last, snapshots stand for all changes of the tree.
 */
export interface BudgetOptions {
  /** Of the time of the page's main thread: above 0, at most 1. Default: no bound. */
  cpuShare?: number | undefined;
  /** On the way from the page to Node, in characters; 1000 at least. Default: no bound. */
  bytesPerSecond?: number | undefined;
}

/** What `recording` takes beside `true`. */
export interface RecordingOptions {
  /** Where the recording is written. Default: files in `.pagereel/`, or in `PAGEREEL_DIR`. */
  sink?: Sink;
  /** Shows asterisks for what is in form fields. Passwords are masked in any case. Default true. */
  maskAllInputs?: boolean;
  /** Masks the text of editable elements (`contenteditable`) as that of fields. Default false. */
  maskContentEditable?: boolean;
  /**
   * What masked text looks like: `"stars"` is `****`, `"length-preserving"` an asterisk for each
   * character, `"remove"` nothing. Default `"length-preserving"`.
   */
  maskFn?: "stars" | "length-preserving" | "remove";
  /**
   * Texts that must be nowhere in the recording, in no usual encoding. Each has 4 to 1000 characters;
   * 1000 of them at most, with 100,000 characters in all.
   */
  secrets?: string[];
  /** CSS selector of fields that are shown though all are masked; never of password fields. */
  unmaskSelector?: string | undefined;
  /** CSS selector of elements whose text becomes asterisks. */
  maskTextSelector?: string | undefined;
  /** CSS selector of elements of which only the size is recorded. */
  blockSelector?: string | undefined;
  sampling?: SamplingOptions;
  /**
   * What is recorded of the console. Only `secrets` are taken out of it: what a page logs of its fields
   * is not masked. Default `"errors"`.
   */
  console?: ConsoleLevel;
  /** Records pictures of what canvases show. Default false. */
  canvas?: boolean | CanvasOptions;
  /** How near a full snapshot is to any moment. */
  checkout?: CheckoutOptions;
  /** Against pages that flood the recording. */
  limits?: LimitOptions;
  /** What recording may cost the page. Default: what it costs, so that nothing is left out. */
  budget?: BudgetOptions;
  /** ms after which recording ends while the browser goes on. Default and maximum: 2 hours. */
  maxDurationMs?: number;
  /** Days for which `prune` keeps the recording after its end. Default 30. */
  retentionDays?: number;
  /** Anything that JSON can hold, kept in the manifest, such as the name of the test. */
  metadata?: Record<string, unknown>;
  /**
   * Called when recording fails after the launch. The automation goes on; the manifest tells what
   * is missing.
   */
  onError?: (error: Error) => void;
}

/** `RecordingOptions` with all defaults filled in. */
export interface ResolvedOptions {
  sink: Sink;
  maskAllInputs: boolean;
  maskContentEditable: boolean;
  maskFn: "stars" | "length-preserving" | "remove";
  secrets: string[];
  unmaskSelector?: string | undefined;
  maskTextSelector?: string | undefined;
  blockSelector?: string | undefined;
  sampling: Required<SamplingOptions>;
  console: ConsoleLevel;
  canvas?: Required<CanvasOptions> | undefined;
  checkout: Required<CheckoutOptions>;
  limits: Required<LimitOptions>;
  budget?: BudgetOptions | undefined;
  maxDurationMs: number;
  retentionDays: number;
  metadata: Record<string, unknown>;
  onError: (error: Error) => void;
}

/**
 * Fills in the defaults.
 *
 * @throws RecordingError `INVALID_OPTIONS`
 */
export function resolveOptions(recording: true | RecordingOptions): ResolvedOptions {
  const options = recording === true ? {} : recording;
  const resolved = parseOptions(recordingOptions, options, "recording");
  return { ...resolved, onError: withoutThrowing(resolved.onError) };
}

function withoutThrowing(onError: (error: Error) => void): (error: Error) => void {
  return (error) => {
    try {
      onError(error);
    } catch {
      // Recording never breaks the automation, nor does a callback of it.
    }
  };
}
