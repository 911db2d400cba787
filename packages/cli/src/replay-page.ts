import { exportHtml, fetchManifest, fetchRecording } from "@pagereel/core";
import { type SourceOptions, toFetchOptions } from "./source-options.js";

/** Makes the page that plays a session: its events, and what else is known of it. */
export async function replayPage(sessionId: string, options: SourceOptions): Promise<string> {
  const source = toFetchOptions(options);
  const recording = await fetchRecording(sessionId, source);
  const manifest = await fetchManifest(sessionId, source);
  return exportHtml(recording, manifest && { manifest });
}
