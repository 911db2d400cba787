import { RecordingError, type RecordingErrorCode } from "@pagereel/protocol";
import { networkReason } from "../http/network-reason.js";
import { parseRetryAfter } from "../http/retry-after.js";
import { parseJson, serverDetail } from "../http/server-detail.js";
import type { HttpSource } from "./fetch-options.js";
import { readErrorText } from "./read-error-text.js";

/** What can be done about a failed request. */
export type FailureKind =
  /** Nothing. */
  | "final"
  /** Try again a few times: the server or the network is at fault. */
  | "fault"
  /** Try again when the server says. */
  | "rate-limited"
  /** Try again if the caller wants to wait for the recording. */
  | "unfinished";

/** A request that did not give a recording. */
export class RequestFailure extends Error {
  override readonly name = "RequestFailure";

  constructor(
    readonly kind: FailureKind,
    /** What the caller gets if nothing helps. */
    readonly error: RecordingError,
    readonly retryAfterMs?: number,
  ) {
    super(error.message);
  }
}

/** Says what a status other than 2xx means. Reads the body. */
export async function failureOfResponse(
  response: Response,
  sessionId: string,
  source: HttpSource,
): Promise<RequestFailure> {
  const body = await readErrorText(response);
  const detail = detailOf(parseJson(body), source);
  const code = codeOfStatus(response.status) ?? codeOfDetail(detail) ?? "INVALID_RECORDING";
  const isEarly =
    code === "RECORDING_NOT_FOUND" && codeOfDetail(detail) === "RECORDING_NOT_FINISHED";
  const error = explain(isEarly ? "RECORDING_NOT_FINISHED" : code, sessionId, source, {
    answer: `${response.status}`,
    detail,
  });
  return failure(error, parseRetryAfter(response.headers.get("retry-after")));
}

/** Says what an envelope with `success: false` means, or undefined for any other body. */
export function failureOfEnvelope(
  body: unknown,
  sessionId: string,
  source: HttpSource,
): RequestFailure | undefined {
  if ((body as { success?: unknown } | null)?.success !== false) return undefined;
  const detail = detailOf(body, source);
  const code = codeOfDetail(detail) ?? "SERVER_ERROR";
  const failed = failure(explain(code, sessionId, source, { answer: "no success", detail }));
  // The server answered, and will answer the same.
  return code === "SERVER_ERROR" ? new RequestFailure("final", failed.error) : failed;
}

/** For a request that got no answer, or not all of it. */
export function failureOfNetwork(cause: unknown, source: HttpSource): RequestFailure {
  return failure(
    new RecordingError(
      "SERVER_ERROR",
      `The server at ${source.baseUrl} could not be reached, or broke off: ` +
        `${networkReason(cause)}. Check baseUrl and that the server runs.`,
      { cause },
    ),
  );
}

function failure(error: RecordingError, retryAfterMs?: number): RequestFailure {
  return new RequestFailure(KINDS[error.code] ?? "final", error, retryAfterMs);
}

const KINDS: { [code in RecordingErrorCode]?: FailureKind } = {
  RECORDING_NOT_FOUND: "unfinished",
  RECORDING_NOT_FINISHED: "unfinished",
  RATE_LIMITED: "rate-limited",
  SERVER_ERROR: "fault",
};

function codeOfStatus(status: number): RecordingErrorCode | undefined {
  if (status === 401 || status === 403) return "UNAUTHORIZED";
  if (status === 404) return "RECORDING_NOT_FOUND";
  if (status === 429) return "RATE_LIMITED";
  return status >= 500 ? "SERVER_ERROR" : undefined;
}

/** Servers word it differently; their error numbers are not documented. */
function codeOfDetail(detail: string): RecordingErrorCode | undefined {
  if (
    /finali[sz]|in progress|still (recording|active|open)|not (yet )?(finished|ready)/i.test(detail)
  ) {
    return "RECORDING_NOT_FINISHED";
  }
  if (/not found|no such|does not exist|unknown session/i.test(detail))
    return "RECORDING_NOT_FOUND";
  if (/authenticat|authoriz|permission|forbidden|(api|access|invalid) token/i.test(detail))
    return "UNAUTHORIZED";
  return /rate.?limit|too many/i.test(detail) ? "RATE_LIMITED" : undefined;
}

function explain(
  code: RecordingErrorCode,
  sessionId: string,
  { baseUrl, accountId, apiToken }: HttpSource,
  { answer, detail }: { answer: string; detail: string },
): RecordingError {
  const said = detail === "" ? answer : `${answer}: "${detail}"`;
  const server = `The server at ${baseUrl}`;
  const sentences: { [code in RecordingErrorCode]?: string } = {
    UNAUTHORIZED:
      apiToken === undefined
        ? `${server} wants a token (${said}). Pass one as apiToken.`
        : `${server} refused the token (${said}). Check that apiToken is valid and may read ` +
          `recordings of account "${accountId}".`,
    RECORDING_NOT_FOUND:
      `${server} has no recording of session ${sessionId} in account "${accountId}" (${said}). ` +
      `Check both ids, and that the session was recorded; where it has just ended, pass ` +
      `waitUntilFinished: true to wait for the recording.`,
    RECORDING_NOT_FINISHED:
      `${server} has not finished the recording of session ${sessionId} (${said}). Close its ` +
      `browser, and pass waitUntilFinished: true to wait, with a timeoutMs that is long enough.`,
    RATE_LIMITED:
      `${server} wants fewer requests (${said}), and timeoutMs is over before it takes another ` +
      `one. Ask again later, or pass a longer timeoutMs.`,
    SERVER_ERROR: `${server} failed (${said}). Ask again later; if it stays so, see its log.`,
  };
  const other =
    `${server} did not give a recording (${said}). Check that baseUrl is the address of a ` +
    `recordings API.`;
  return new RecordingError(code, sentences[code] ?? other);
}

function detailOf(body: unknown, { apiToken }: HttpSource): string {
  return serverDetail(body, apiToken === undefined ? [] : [apiToken]);
}
