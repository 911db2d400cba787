import { availableParallelism } from "node:os";
import type { Store } from "@pagereel/core";
import * as v from "valibot";
import { SCOPES } from "../access/principal.js";
import { LOG_LEVELS, type ServerRecordingOptions, type StoreOption } from "./server-options.js";

/**
 * Beside the 9222 that everybody knows from Chrome, and not the same: a Chrome that is debugged on
 * this machine has that one, and those after it.
 */
const DEFAULT_PORT = 9322;

const DEFAULT_MAX_RECORDING_BYTES = 1_000_000_000;
const TWO_HOURS_MS = 2 * 60 * 60 * 1000;
/** A longer timer would fire at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;
/** What the longest text in V8 could hold, of a message that is JSON. */
const MAX_MESSAGE_BYTES = 512 * 1024 * 1024;

const whole = (min: number, max: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));
const count = (min: number, fallback: number | (() => number)) =>
  v.optional(whole(min, Number.MAX_SAFE_INTEGER), fallback);
const duration = (min: number, fallback: number) => v.optional(whole(min, MAX_TIMER_MS), fallback);
const text = v.pipe(v.string(), v.nonEmpty("expected a text that is not empty"));

const token = v.strictObject({
  name: v.pipe(
    v.string("expected a text"),
    v.regex(/^[\w.-]{1,64}$/, "expected 1 to 64 letters, digits, dots, dashes and underscores"),
  ),
  // The messages are our own: a token that was put here by mistake must not be in them.
  sha256: v.pipe(
    v.string("expected the token's SHA-256"),
    v.regex(
      /^[\da-f]{64}$/i,
      'expected the 64 hexadecimal digits of the token\'s SHA-256, as "pagereel token" prints them',
    ),
  ),
  scopes: v.pipe(
    v.array(v.picklist(SCOPES, `expected one of ${SCOPES.join(", ")}`)),
    v.minLength(1, "expected at least one scope"),
  ),
});

const tokens = v.pipe(
  v.array(token),
  v.check((list) => isUnique(list.map(({ name }) => name)), "two tokens have the same name"),
  v.check(
    (list) => isUnique(list.map(({ sha256 }) => sha256.toLowerCase())),
    "two tokens have the same hash",
  ),
);

const store = v.custom<StoreOption>(
  isStoreOption,
  'expected a directory, { "s3": { "bucket": ... } } or a store that can be read, such as ' +
    "fileStore(directory)",
);

const hostName = v.pipe(
  v.string(),
  v.regex(/^[a-z\d_-]+(\.[a-z\d_-]+)*\.?$/i, "expected a host name without a port"),
  v.toLowerCase(),
);

const origin = v.pipe(
  v.string(),
  v.check(isOrigin, 'expected an origin, such as "https://tools.example.com"'),
  v.toLowerCase(),
);

const publicUrl = v.pipe(
  v.string(),
  v.check(isPlainUrl, "expected an http or https URL without user, query and fragment"),
  v.transform((url) => new URL(url).href.replace(/\/+$/, "")),
);

const limits = v.strictObject({
  maxBrowsers: count(1, () => Math.max(2, availableParallelism())),
  maxQueuedSessions: count(0, 32),
  queueTimeoutMs: duration(0, 30_000),
  maxSessionsPerToken: v.optional(whole(1, Number.MAX_SAFE_INTEGER)),
  maxSessionMs: duration(1000, TWO_HOURS_MS),
  maxMessageBytes: v.optional(whole(1024, MAX_MESSAGE_BYTES), 256 * 1024 * 1024),
  requestsPerMinute: count(1, 3000),
  maxRecordingBytes: count(1000, DEFAULT_MAX_RECORDING_BYTES),
});

/** What `ServerOptions` may hold, and the defaults, but for what depends on another option. */
export const serverOptions = v.strictObject({
  host: v.optional(text, "127.0.0.1"),
  port: v.optional(whole(0, 65_535), DEFAULT_PORT),
  store: v.optional(store, () => process.env.PAGEREEL_DIR || ".pagereel"),
  tokens: v.optional(tokens, []),
  allowedHosts: v.optional(v.array(hostName), []),
  allowedOrigins: v.optional(v.array(origin), []),
  chromium: v.optional(
    v.strictObject({
      executablePath: v.optional(text),
      args: v.optional(v.array(v.string()), []),
      headless: v.optional(v.boolean(), true),
    }),
    {},
  ),
  // Checked by core, which knows them.
  recording: v.optional(
    v.custom<ServerRecordingOptions>(isPlainObject, "expected an object of recording options"),
    {},
  ),
  limits: v.optional(limits, {}),
  logLevel: v.optional(v.picklist(LOG_LEVELS), "info"),
  publicUrl: v.optional(publicUrl),
});

function isUnique(texts: string[]): boolean {
  return new Set(texts).size === texts.length;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isStoreOption(value: unknown): boolean {
  if (typeof value === "string") return value !== "";
  if (!isPlainObject(value)) return false;
  if ("s3" in value) return isPlainObject(value.s3) && Object.keys(value).length === 1;
  return isStore(value);
}

function isStore(value: object): value is Store {
  const { appendSegment, readSegment, listSessions } = value as Partial<Store>;
  return [appendSegment, readSegment, listSessions].every((method) => typeof method === "function");
}

function isOrigin(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, host } = new URL(value);
  // Of schemes that are not the web's, such as devtools:, a URL has no origin of its own.
  return host !== "" && value.toLowerCase() === `${protocol}//${host}`;
}

function isPlainUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, username, password, search, hash } = new URL(value);
  return /^https?:$/.test(protocol) && username + password + search + hash === "";
}
