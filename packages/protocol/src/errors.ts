/** What went wrong, for programs. The sentence in `message` is for people. */
export type RecordingErrorCode =
  /** An option has a wrong type, an unknown name or a value out of range. */
  | "INVALID_OPTIONS"
  /** The session id is not a UUID. */
  | "INVALID_SESSION_ID"
  /** No browser was found to launch. */
  | "BROWSER_NOT_FOUND"
  /** This browser, or this way to reach it, cannot be recorded. */
  | "UNSUPPORTED_BROWSER"
  /** `sessionId()` of a browser that does not record. */
  | "NOT_RECORDING"
  /** The recorder could not be attached to the browser or to one of its pages. */
  | "ATTACH_FAILED"
  /** A sink did not take a segment or a manifest. */
  | "SINK_WRITE_FAILED"
  /** What a sink had of a segment is not there any more. */
  | "SEGMENT_LOST"
  /** A store could not be read. */
  | "STORE_READ_FAILED"
  /** The store or the server knows no such session. */
  | "RECORDING_NOT_FOUND"
  /** The session is still recording or finalizing. */
  | "RECORDING_NOT_FINISHED"
  /** The server wants another, or any, token. */
  | "UNAUTHORIZED"
  /** The server asks for fewer requests. */
  | "RATE_LIMITED"
  /** The server failed, or could not be reached, several times in a row. */
  | "SERVER_ERROR"
  /** `timeoutMs` passed. */
  | "TIMEOUT"
  /** What came is no recording, no manifest or no segment. */
  | "INVALID_RECORDING"
  /** Written by a newer Pagereel than this one. */
  | "UNSUPPORTED_VERSION";

/** The one error class of Pagereel: match on `code`, show `message`. */
export class RecordingError extends Error {
  override readonly name = "RecordingError";

  constructor(
    readonly code: RecordingErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
