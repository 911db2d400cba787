import type { Manifest, Recording } from "@pagereel/protocol";
import { deriveManifest } from "./derive-manifest.js";
import { packSegments } from "./pack-segments.js";
import { renderPage } from "./render-page.js";

export interface ExportHtmlOptions {
  /** The page's title; "Session replay" unless told. */
  title?: string;
  /**
   * The session's, as `readManifest` gives it: the page then tells the session's state, what is missing
   * and the titles of its tabs. Without it the page tells what the events do.
   */
  manifest?: Manifest;
}

/**
 * Makes a replay of a recording: one HTML page with Pagereel's viewer and all events in it. It opens
 * from disk, requests nothing from any network and runs no recorded script.
 *
 * @returns the page's text, less than 200 kB and the events (gzip, base64)
 */
export async function exportHtml(
  recording: Recording,
  { title = "Session replay", manifest = deriveManifest(recording) }: ExportHtmlOptions = {},
): Promise<string> {
  // The viewer is large and few processes export: it is loaded when it is needed.
  const assets = await import("./page-assets.js");
  const segments = await packSegments(recording.events);
  const told = { ...manifest, segments: segments.map(({ entry }) => entry) };
  // Which machine recorded it is nobody's business who is sent the file.
  delete told.process;
  return renderPage({ title, manifest: told, segments }, assets);
}
