import { createHash } from "node:crypto";
import type { Manifest } from "@pagereel/protocol";
import { escapeHtml } from "./escape-html.js";
import type { PackedSegment } from "./pack-segments.js";

/** All that the replay page shows. */
export interface ReplayPage {
  title: string;
  manifest: Manifest;
  segments: readonly PackedSegment[];
}

/** The viewer, as `@pagereel/viewer/single-file` has it; no text of it has an end tag of its element. */
export interface PageAssets {
  packedScript: string;
  scriptHash: string;
  loader: string;
  style: string;
}

/**
 * Writes the replay page. Recorded text is escaped, or JSON without a character that HTML knows;
 * recorded events are base64.
 */
export function renderPage(
  { title, manifest, segments }: ReplayPage,
  { packedScript, scriptHash, loader, style }: PageAssets,
): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(scriptHash, loader)}">
<meta http-equiv="x-dns-prefetch-control" content="off">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<div id="app"></div>
<noscript><p>Playing this recording needs JavaScript.</p></noscript>
<script type="application/json" id="manifest">${safeJson(manifest)}</script>
${segments.map(renderSegment).join("")}<script type="text/plain" id="viewer-script">${packedScript}</script>
<script>${loader}</script>
</body>
</html>
`;
}

/**
 * Recorded pages name images, fonts and styles on the network, and are not to be trusted. The
 * replayer's frame inherits this policy: nothing in it is fetched, and no script but the page's runs.
 */
function contentSecurityPolicy(scriptHash: string, loader: string): string {
  return [
    "default-src 'none'",
    `script-src '${hashOf(loader)}' '${scriptHash}'`,
    "style-src 'unsafe-inline'",
    "img-src data: blob:",
    "font-src data: blob:",
    "media-src data: blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

function hashOf(script: string): string {
  return `sha256-${createHash("sha256").update(script).digest("base64")}`;
}

/** JSON in which nothing ends a script element, or begins a comment in it. */
function safeJson(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}

function renderSegment({ entry: { targetId, number }, content }: PackedSegment): string {
  const target = escapeHtml(targetId);
  return `<script type="text/plain" data-target="${target}" data-number="${number}">${content}</script>\n`;
}
