import { parseRecording, type Recording, RecordingError } from "@pagereel/protocol";
import type { HttpSource } from "./fetch-options.js";
import { failureOfEnvelope } from "./http-failure.js";

/**
 * Reads the whole answer of a server.
 *
 * @throws RequestFailure for an envelope without success, RecordingError `INVALID_RECORDING`
 */
export function parseAnswer(text: string, sessionId: string, source: HttpSource): Recording {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (cause) {
    throw notJson(cause);
  }
  const failure = failureOfEnvelope(body, sessionId, source);
  if (failure) throw failure;
  return parseRecording(body);
}

/** For an answer that no JSON parser takes. */
export function notJson(cause: unknown): RecordingError {
  return new RecordingError(
    "INVALID_RECORDING",
    `The answer is not a recording: it is not JSON, or not all of it. Check that the address is ` +
      `that of a recordings API, and ask again.`,
    { cause },
  );
}
