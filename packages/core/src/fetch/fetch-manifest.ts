import {
  type Manifest,
  parseManifest,
  parseSessionId,
  RecordingError,
  type RecordingErrorCode,
} from "@pagereel/protocol";
import { Deadline } from "./deadline.js";
import { type FetchRecordingOptions, type HttpSource, parseSource } from "./fetch-options.js";
import { requestRecording } from "./http-request.js";
import { readManifest } from "./read-manifest.js";

/** How a server answers that has recordings of another kind, and no manifests: Cloudflare's, say. */
const HAS_NONE: RecordingErrorCode[] = ["RECORDING_NOT_FOUND", "INVALID_RECORDING", "UNAUTHORIZED"];

/**
 * Reads a session's manifest from where `fetchRecording` reads its events, whatever the session's state.
 *
 * @returns undefined for a server that gives none
 * @throws RecordingError as `readManifest`; from a server `RATE_LIMITED`, `SERVER_ERROR`, `TIMEOUT`,
 *   `UNSUPPORTED_VERSION`
 */
export async function fetchManifest(
  sessionId: string,
  options?: FetchRecordingOptions,
): Promise<Manifest | undefined> {
  const id = parseSessionId(sessionId);
  const source = parseSource("fetchManifest", options);
  return "store" in source ? readManifest(source.store, id) : fetchFromServer(id, source);
}

async function fetchFromServer(
  sessionId: string,
  source: HttpSource,
): Promise<Manifest | undefined> {
  const deadline = new Deadline(source.timeoutMs, source.signal);
  // A manifest is there before its recording is finished.
  const now = { ...source, waitUntilFinished: false };
  const read = async (response: Response) => parseManifest(await response.text());
  try {
    return await requestRecording(sessionId, now, deadline, read, "/manifest");
  } catch (error) {
    if (error instanceof RecordingError && HAS_NONE.includes(error.code)) return undefined;
    throw error;
  } finally {
    deadline.stop();
  }
}
