import * as v from "valibot";
import { parseOptions } from "./parse-options.js";
import { defaultStore } from "./stores/default-store.js";
import type { Sink } from "./stores/store.js";

/** Two hours: the longest recording, as of Cloudflare's. */
export const MAX_DURATION_MS = 2 * 60 * 60 * 1000;

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

/** What `recording` takes beside `true`. */
export interface RecordingOptions {
  /** Where the recording is written. Default: files in `.pagereel/`, or in `PAGEREEL_DIR`. */
  sink?: Sink;
  /** Shows asterisks for what is in form fields. Passwords are masked in any case. Default true. */
  maskAllInputs?: boolean;
  /** CSS selector of fields that are shown though all are masked; never of password fields. */
  unmaskSelector?: string | undefined;
  /** CSS selector of elements whose text becomes asterisks. */
  maskTextSelector?: string | undefined;
  /** CSS selector of elements of which only the size is recorded. */
  blockSelector?: string | undefined;
  sampling?: SamplingOptions;
  /** ms after which recording ends while the browser goes on. Default and maximum: 2 hours. */
  maxDurationMs?: number;
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
  unmaskSelector?: string | undefined;
  maskTextSelector?: string | undefined;
  blockSelector?: string | undefined;
  sampling: Required<SamplingOptions>;
  maxDurationMs: number;
  metadata: Record<string, unknown>;
  onError: (error: Error) => void;
}

const interval = v.optional(v.pipe(v.number(), v.minValue(0)), 0);
const selector = v.optional(v.pipe(v.string(), v.nonEmpty("a CSS selector must not be empty")));

const sink = v.custom<Sink>(
  (value) =>
    typeof (value as Sink | null)?.appendSegment === "function" &&
    typeof (value as Sink).writeManifest === "function",
  "expected a sink or a store, such as fileStore(directory) or memoryStore()",
);

const recordingOptions = v.strictObject({
  sink: v.optional(sink, () => defaultStore()),
  maskAllInputs: v.optional(v.boolean(), true),
  unmaskSelector: selector,
  maskTextSelector: selector,
  blockSelector: selector,
  sampling: v.optional(
    v.strictObject({
      mouseMoveIntervalMs: v.optional(
        v.union([v.literal(false), v.pipe(v.number(), v.minValue(0))]),
        0,
      ),
      scrollIntervalMs: interval,
      mediaIntervalMs: interval,
      input: v.optional(v.picklist(["all", "last"]), "all"),
    }),
    {},
  ),
  maxDurationMs: v.optional(
    v.pipe(v.number(), v.minValue(1), v.maxValue(MAX_DURATION_MS)),
    MAX_DURATION_MS,
  ),
  metadata: v.optional(
    v.pipe(
      v.record(v.string(), v.unknown()),
      v.check((value) => isJson(value), "expected an object that JSON can hold"),
    ),
    {},
  ),
  onError: v.optional(
    v.custom<(error: Error) => void>((value) => typeof value === "function", "expected a function"),
    () => () => undefined,
  ),
});

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

function isJson(value: unknown): boolean {
  try {
    return JSON.stringify(value) !== undefined;
  } catch {
    // A cycle or a bigint: the caller gets the sentence.
    return false;
  }
}
