import { RecordingError, type RecordingErrorCode } from "@pagereel/protocol";
import { networkReason } from "../http/network-reason.js";
import { describeItem, type IngestItem } from "./http-item.js";

/** A request that did not bring its bytes to the server. */
export class IngestError extends RecordingError {
  /** Whether the same request can succeed later. */
  readonly isTemporary: boolean;
  /** ms for which the server wants to be left alone. */
  readonly retryAfterMs: number | undefined;

  constructor(
    code: RecordingErrorCode,
    message: string,
    options: ErrorOptions & { isTemporary?: boolean; retryAfterMs?: number | undefined } = {},
  ) {
    super(code, message, options);
    this.isTemporary = options.isTemporary ?? false;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** The server's answer, for a sentence. */
export interface Answer {
  status: number;
  /** What it says besides, or "". */
  detail: string;
  retryAfterMs: number | undefined;
}

/** Request Timeout, Too Early, Too Many Requests. */
const TEMPORARY = new Set([408, 425, 429]);

/**
 * For a status other than 2xx.
 *
 * @param url - the server's address, without a query
 */
export function refusal(item: IngestItem, url: string, answer: Answer): IngestError {
  const { status, detail, retryAfterMs } = answer;
  const said = detail === "" ? `${status}` : `${status}: "${detail}"`;
  const failed = `Failed to write ${describeItem(item)} to the server at ${url} (${said}). `;
  if (status >= 500 || TEMPORARY.has(status)) {
    const options = { isTemporary: true, retryAfterMs };
    return new IngestError("SINK_WRITE_FAILED", `${failed}It can be tried again later.`, options);
  }
  if (status === 401 || status === 403) {
    const what = "The server refuses the token: check that apiToken is valid and may write.";
    return new IngestError("UNAUTHORIZED", failed + what);
  }
  if (status === 409 && item.kind === "segment") {
    const what = `What was sent of it before byte ${item.offset} is not there any more.`;
    return new IngestError("SEGMENT_LOST", failed + what);
  }
  const what = isRedirect(status)
    ? "The server redirects: give the address that it redirects to as url."
    : "The server does not take it: check that url is the address of an ingest server.";
  return new IngestError("SINK_WRITE_FAILED", failed + what);
}

/** For a request that got no answer. */
export function noAnswer(item: IngestItem, url: string, cause: unknown): IngestError {
  const { name } = cause as Error;
  const why = name === "TimeoutError" ? "it did not answer in time" : networkReason(cause);
  const message =
    `Failed to write ${describeItem(item)} to the server at ${url}: ${why}. Check that it runs ` +
    `and can be reached.`;
  return new IngestError("SINK_WRITE_FAILED", message, { cause, isTemporary: true });
}

/** For a request that is not made, since the server wants to be left alone. */
export function notYet(item: IngestItem, url: string, retryAfterMs: number): IngestError {
  const seconds = Math.ceil(retryAfterMs / 1000);
  const message =
    `Did not write ${describeItem(item)} to the server at ${url}: it asked for no request within ` +
    `the next ${seconds} s.`;
  return new IngestError("SINK_WRITE_FAILED", message, { isTemporary: true, retryAfterMs });
}

/** For what the server does not take now, and the spool not at all. */
export function notSpooled(
  item: IngestItem,
  spoolCause: RecordingError,
  serverCause: IngestError | undefined,
): IngestError {
  const { retryAfterMs } = serverCause ?? {};
  const message =
    `Failed to keep ${describeItem(item)} until the server takes it: ${spoolCause.message}` +
    (serverCause ? ` The server: ${serverCause.message}` : "");
  const options = { cause: spoolCause, isTemporary: true, retryAfterMs };
  return new IngestError("SINK_WRITE_FAILED", message, options);
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}
