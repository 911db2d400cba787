import { RecordedSession } from "./recorded-session.js";
import type { RecordingSource } from "./recording-source.js";
import type { SessionData } from "./session-data.js";

/**
 * Opens a session, and follows it where it is recorded still. It is to be closed.
 *
 * @throws ViewerError where its manifest cannot be read
 */
export async function openSessionData(
  source: RecordingSource,
  signal: AbortSignal,
): Promise<SessionData> {
  return new RecordedSession(source, await source.readManifest(signal));
}
