import { RecordingError, type RecordingErrorCode } from "@pagereel/core";
import { ApiError } from "./api-error.js";

/** Core's own sentences name the store, which may be a directory of this machine: they go to the log. */
const ERRORS: { [code in RecordingErrorCode]?: () => ApiError } = {
  RECORDING_NOT_FOUND: () =>
    new ApiError(
      404,
      "recording-not-found",
      "The recording was not found: no such session was recorded here, or it was deleted.",
    ),
  INVALID_RECORDING: () =>
    new ApiError(
      500,
      "recording-damaged",
      "The recording cannot be read: what is stored of it is damaged. Its other parts may be readable.",
    ),
  UNSUPPORTED_VERSION: () =>
    new ApiError(
      500,
      "recording-damaged",
      "The recording was written by a newer Pagereel than this server. Update the server to read it.",
    ),
  STORE_READ_FAILED: () =>
    new ApiError(503, "internal", "The store cannot be read now. Ask again later.", 5),
  SINK_WRITE_FAILED: () =>
    new ApiError(503, "internal", "The store does not take it now. Send it again later.", 5),
  SEGMENT_LOST: () =>
    new ApiError(
      409,
      "conflict",
      "Bytes of the segment before the offset are missing. What follows begins a new segment.",
    ),
};

/**
 * Says to a client what an error of core means.
 *
 * @returns anything else as it is: the server's error handler knows what to do with it
 */
export function explainRecordingError(error: unknown): unknown {
  if (!(error instanceof RecordingError)) return error;
  if (error.code === "INVALID_SESSION_ID") return new ApiError(400, "bad-request", error.message);
  const known = ERRORS[error.code]?.() ?? internal();
  known.cause = error;
  return known;
}

function internal(): ApiError {
  return new ApiError(500, "internal", "The request failed in the server. Its log says why.");
}
