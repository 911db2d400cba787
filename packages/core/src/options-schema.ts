import * as v from "valibot";
import { defaultStore } from "./stores/default-store.js";
import type { Sink } from "./stores/store.js";

/** Two hours: the longest recording, as of Cloudflare's. */
export const MAX_DURATION_MS = 2 * 60 * 60 * 1000;

/** A shorter one would be found, and starred out, in words that are none. */
const MIN_SECRET_LENGTH = 4;
/** Longer ones, and more of them, make a regular expression that is too large for V8. */
const MAX_SECRET_LENGTH = 1000;
const MAX_SECRETS = 1000;
const MAX_SECRETS_LENGTH = 100_000;

const atLeast = (min: number, fallback: number) =>
  v.optional(v.pipe(v.number(), v.minValue(min)), fallback);
const interval = atLeast(0, 0);
const selector = v.optional(v.pipe(v.string(), v.nonEmpty("a CSS selector must not be empty")));

const sink = v.custom<Sink>(
  (value) =>
    typeof (value as Sink | null)?.appendSegment === "function" &&
    typeof (value as Sink).writeManifest === "function",
  "expected a sink or a store, such as fileStore(directory) or memoryStore()",
);

/** The messages are our own: Valibot's would hold a secret that is given as a number. */
const secrets = v.optional(
  v.pipe(
    v.array(
      v.pipe(
        v.string("expected a text"),
        v.minLength(MIN_SECRET_LENGTH, `a secret has at least ${MIN_SECRET_LENGTH} characters`),
        v.maxLength(MAX_SECRET_LENGTH, `a secret has at most ${MAX_SECRET_LENGTH} characters`),
      ),
    ),
    v.maxLength(MAX_SECRETS, `expected at most ${MAX_SECRETS} secrets`),
    v.check(
      (secrets) => secrets.join("").length <= MAX_SECRETS_LENGTH,
      `expected at most ${MAX_SECRETS_LENGTH} characters in all of them`,
    ),
  ),
  [],
);

const ALL_DEFAULTS = new Map<unknown, unknown>([
  [true, {}],
  [false, undefined],
]);

const canvas = v.pipe(
  v.unknown(),
  v.transform((value) => (ALL_DEFAULTS.has(value) ? ALL_DEFAULTS.get(value) : value)),
  v.optional(
    v.strictObject({
      fps: v.optional(v.pipe(v.number(), v.minValue(0.1), v.maxValue(60)), 2),
      maxPixels: v.optional(v.pipe(v.number(), v.minValue(1)), 1_000_000),
      quality: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 0.6),
      videoPosters: v.optional(v.boolean(), false),
    }),
  ),
);

/** What `recording` may hold, and the defaults. */
export const recordingOptions = v.strictObject({
  sink: v.optional(sink, () => defaultStore()),
  maskAllInputs: v.optional(v.boolean(), true),
  maskContentEditable: v.optional(v.boolean(), false),
  maskFn: v.optional(v.picklist(["stars", "length-preserving", "remove"]), "length-preserving"),
  secrets,
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
  console: v.optional(v.picklist(["all", "errors", "none"]), "errors"),
  canvas: v.optional(canvas, false),
  checkout: v.optional(
    v.strictObject({
      everyMs: atLeast(1000, 30_000),
      everyBytes: atLeast(1000, 2_000_000),
    }),
    {},
  ),
  limits: v.optional(
    v.strictObject({
      maxTargetBytesPerSecond: atLeast(1000, 16_000_000),
      maxTargetBytes: atLeast(1000, 1_000_000_000),
      maxQueueBytes: atLeast(1000, 32_000_000),
    }),
    {},
  ),
  budget: v.optional(
    v.strictObject({
      cpuShare: v.optional(
        v.pipe(
          v.number(),
          v.check((share) => share > 0 && share <= 1, "expected a number above 0, at most 1"),
        ),
      ),
      bytesPerSecond: v.optional(v.pipe(v.number(), v.minValue(1000))),
    }),
  ),
  maxDurationMs: v.optional(
    v.pipe(v.number(), v.minValue(1), v.maxValue(MAX_DURATION_MS)),
    MAX_DURATION_MS,
  ),
  retentionDays: atLeast(0, 30),
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

function isJson(value: unknown): boolean {
  try {
    return JSON.stringify(value) !== undefined;
  } catch {
    // A cycle or a bigint: the caller gets the sentence.
    return false;
  }
}
