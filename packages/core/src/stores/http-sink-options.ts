import * as v from "valibot";
import { apiToken, plainUrl, withoutEndSlash } from "../http/http-options.js";
import { parseOptions } from "../parse-options.js";

/** Where an `httpSink` sends to, and what it does when that is away. */
export interface HttpSinkOptions {
  /** Address of an ingest server, http or https, without user, password and query. */
  url: string;
  /** Sent as a bearer token. It is in no message and in no file. */
  apiToken?: string | undefined;
  /** Sent with each request. */
  headers?: Record<string, string> | undefined;
  /**
   * Where what the server does not take is kept until it does: a directory of its own, or false for
   * no spool. Default: `spool/` in `.pagereel/`, or in `PAGEREEL_DIR`.
   */
  spoolDirectory?: string | false | undefined;
  /** Bytes of files in the spool. Default 268,435,456 (256 MB). */
  maxSpoolBytes?: number | undefined;
  /** ms that one request may take. Default 30,000. */
  timeoutMs?: number | undefined;
}

/** A server that takes longer than this hangs. */
const MAX_TIMEOUT_MS = 600_000;

const headers = v.custom<Record<string, string>>(
  isHeaders,
  "expected an object of header names and values, as texts that a header can hold",
);

const httpSinkOptions = v.strictObject({
  url: plainUrl,
  apiToken: v.optional(apiToken),
  headers: v.optional(headers, {}),
  spoolDirectory: v.optional(
    v.union(
      [v.pipe(v.string(), v.minLength(1)), v.literal(false)],
      "expected the path of a directory, or false for no spool",
    ),
  ),
  maxSpoolBytes: v.optional(v.pipe(v.number(), v.minValue(1)), 256 * 1024 * 1024),
  timeoutMs: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(MAX_TIMEOUT_MS)), 30_000),
});

/** `HttpSinkOptions` with the defaults filled in; the url without a slash at its end. */
export type ParsedHttpSinkOptions = ReturnType<typeof parseHttpSinkOptions>;

/** @throws RecordingError `INVALID_OPTIONS` */
export function parseHttpSinkOptions(options: HttpSinkOptions) {
  const parsed = parseOptions(httpSinkOptions, options, "httpSink");
  return { ...parsed, url: withoutEndSlash(parsed.url) };
}

function isHeaders(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  try {
    new Headers(value as Record<string, string>);
    return Object.values(value).every((text) => typeof text === "string");
  } catch {
    // Its message would have the value, which may be a secret.
    return false;
  }
}
