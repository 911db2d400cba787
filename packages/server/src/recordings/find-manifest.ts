import { type Manifest, RecordingError, readManifest } from "@pagereel/core";
import { ApiError } from "../http/api-error.js";
import { explainRecordingError } from "../http/explain-recording-error.js";
import type { LocalState, RecordingsContext } from "./context.js";

/**
 * Reads the manifest of a session, whatever its state.
 *
 * @param sessionId - checked
 * @throws ApiError 404 where there is none, or none yet; 500 for one that is damaged; 503
 */
export async function findManifest(
  { store, stateOf }: RecordingsContext,
  sessionId: string,
): Promise<Manifest> {
  try {
    return await readManifest(store, sessionId);
  } catch (error) {
    const isMissing = error instanceof RecordingError && error.code === "RECORDING_NOT_FOUND";
    const state = stateOf(sessionId);
    throw isMissing && state ? notFinished(state) : explainRecordingError(error);
  }
}

/** The same of a session that is finished. @throws ApiError as `findManifest`; 404 for one that is not */
export async function findFinished(
  context: RecordingsContext,
  sessionId: string,
): Promise<Manifest> {
  const manifest = await findManifest(context, sessionId);
  if (manifest.state !== "recording") return manifest;
  // Of a session of another process the manifest says why it ends, before it says that it has.
  const isEnding = manifest.reason !== undefined;
  throw notFinished(context.stateOf(sessionId) ?? (isEnding ? "finalizing" : "recording"));
}

function notFinished(state: NonNullable<LocalState>): ApiError {
  return state === "recording"
    ? new ApiError(
        404,
        "recording-running",
        "The session is still recording. Close its browser first, or ask with partial=true for what " +
          "there is by now.",
        1,
      )
    : new ApiError(
        404,
        "recording-finalizing",
        "The recording is being finalized: ask again in a moment.",
        1,
      );
}
