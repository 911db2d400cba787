import type { Gap } from "@pagereel/protocol";
import * as v from "valibot";
import { apiToken, plainUrl, withoutEndSlash } from "../http/http-options.js";
import { parseOptions } from "../parse-options.js";
import { defaultStore } from "../stores/default-store.js";
import type { Store } from "../stores/store.js";
import type { TimeRange } from "./time-range.js";

/** Where `fetchRecording` and `streamRecording` read, and how long they wait. */
export interface FetchRecordingOptions {
  /** The store to read. Default: files in `.pagereel/`, or in `PAGEREEL_DIR`. */
  store?: Store | undefined;
  /** Address of a recordings API, such as `https://api.cloudflare.com`; instead of a store. */
  baseUrl?: string | undefined;
  /** Sent to `baseUrl` as a bearer token. */
  apiToken?: string | undefined;
  /** The account at `baseUrl`. Default `local`. */
  accountId?: string | undefined;
  /** Ends the call, which then rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** ms that the call may take, waiting included. Default 30,000. */
  timeoutMs?: number | undefined;
  /** Waits for a session that is still recording or being finalized. Default false. */
  waitUntilFinished?: boolean | undefined;
  /** Reads what there is of a session that is not finished. Default false. */
  partial?: boolean | undefined;
  /**
   * The time that is wanted, in ms since the epoch: events from the last full snapshot at or before
   * `from`, so that they can be played, up to `to`. Default: all.
   */
  from?: number | undefined;
  to?: number | undefined;
  /**
   * Called for what of a store turns out to be missing or damaged, with the reason `segment-missing` or
   * `segment-damaged`; what is known from the recording is in the manifest. When it throws, reading ends.
   */
  onGap?: ((gap: Gap) => void) | undefined;
}

interface ReadOptions extends TimeRange {
  signal?: AbortSignal | undefined;
  timeoutMs: number;
  waitUntilFinished: boolean;
  partial: boolean;
  onGap?: ((gap: Gap) => void) | undefined;
}

/** How to read from a store. */
export interface StoreSource extends ReadOptions {
  store: Store;
}

/** How to read from a server. */
export interface HttpSource extends ReadOptions {
  /** Without a slash at the end. */
  baseUrl: string;
  apiToken?: string | undefined;
  accountId: string;
}

/** `FetchRecordingOptions` with the defaults filled in, as the one or the other. */
export type Source = StoreSource | HttpSource;

const store = v.custom<Store>(
  (value) =>
    typeof (value as Store | null)?.readManifest === "function" &&
    typeof (value as Store).readSegment === "function",
  "expected a store, such as fileStore(directory) or memoryStore()",
);

/** The longest time that a Node timer can wait: 2^31 - 1 ms. */
const MAX_TIMEOUT_MS = 2_147_483_647;

const time = v.pipe(v.number(), v.finite("expected ms since the epoch"));

const fetchOptions = v.strictObject({
  store: v.optional(store),
  baseUrl: v.optional(plainUrl),
  apiToken: v.optional(apiToken),
  accountId: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^[\w-]{1,128}$/, "expected 1 to 128 letters, digits, dashes and underscores"),
    ),
  ),
  signal: v.optional(v.custom<AbortSignal>(isSignal, "expected an AbortSignal")),
  timeoutMs: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(MAX_TIMEOUT_MS)), 30_000),
  waitUntilFinished: v.optional(v.boolean(), false),
  partial: v.optional(v.boolean(), false),
  from: v.optional(time),
  to: v.optional(time),
  onGap: v.optional(
    v.custom<(gap: Gap) => void>((value) => typeof value === "function", "expected a function"),
  ),
});

const source = v.pipe(
  fetchOptions,
  v.check(
    (options) => !(options.store && options.baseUrl),
    'give "store" or "baseUrl", not both: a recording is read from one place',
  ),
  v.check(
    (options) => options.baseUrl !== undefined || !(options.apiToken || options.accountId),
    '"apiToken" and "accountId" belong to a server: give its "baseUrl" too',
  ),
  v.check(
    ({ from, to }) => from === undefined || to === undefined || from <= to,
    '"from" is after "to": give the range the other way round',
  ),
  v.transform(({ from = -Infinity, to = Infinity, ...options }) => ({ ...options, from, to })),
);

/**
 * Checks the options and fills in the defaults.
 *
 * @param what - the function that got them, for messages
 * @throws RecordingError `INVALID_OPTIONS`
 */
export function parseSource(what: string, options: FetchRecordingOptions = {}): Source {
  const parsed = parseOptions(source, options, what);
  if (parsed.baseUrl === undefined) return { ...parsed, store: parsed.store ?? defaultStore() };
  return {
    ...parsed,
    baseUrl: withoutEndSlash(parsed.baseUrl),
    accountId: parsed.accountId ?? "local",
  };
}

/** By its shape: a signal of another realm is one too. */
function isSignal(value: unknown): boolean {
  const signal = value as AbortSignal | null;
  return (
    typeof signal?.aborted === "boolean" &&
    typeof signal.throwIfAborted === "function" &&
    typeof signal.addEventListener === "function"
  );
}
