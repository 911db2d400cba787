/** What went wrong, for programs; `message` is for people. */
export type ApiErrorReason =
  | "bad-request"
  | "unauthorized"
  | "forbidden"
  | "not-found"
  | "session-not-found"
  | "session-ended"
  | "recording-not-found"
  | "recording-running"
  | "recording-finalizing"
  | "recording-damaged"
  | "already-connected"
  | "conflict"
  | "too-large"
  | "too-many-requests"
  | "queue-full"
  | "queue-timeout"
  | "token-limit"
  | "browser-failed"
  | "shutting-down"
  | "internal";

/** An error that is told to a client: never with a token, a query or a path of this machine. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  /**
   * @param status - of the HTTP answer
   * @param retryAfterSeconds - for a client that may try again
   */
  constructor(
    readonly status: number,
    readonly reason: ApiErrorReason,
    message: string,
    readonly retryAfterSeconds?: number,
  ) {
    super(message);
  }
}

/** The one form of errors in JSON, which is Cloudflare's envelope. */
export interface ErrorEnvelope {
  success: false;
  errors: { code: number; reason: ApiErrorReason; message: string }[];
  messages: never[];
  result: null;
}

export function toEnvelope({ status, reason, message }: ApiError): ErrorEnvelope {
  return {
    success: false,
    errors: [{ code: status, reason, message }],
    messages: [],
    result: null,
  };
}
