import { createHash } from "node:crypto";
import { escapeHtml } from "./escape-html.js";
import type { SessionFacts } from "./session-facts.js";

/** A tab of the replay page. */
export interface ReplayTab {
  label: string;
  /** Shown when the pointer rests on the tab. */
  address: string;
  /** Packed events, or why there is nothing to play. */
  content: { events: string } | { unplayable: string };
}

/** All that the replay page shows. */
export interface ReplayPage {
  title: string;
  facts: SessionFacts;
  tabs: ReplayTab[];
  /** Index of the tab that is open at first. */
  selected: number;
}

/**
 * Writes the replay page. Recorded text is escaped; recorded events are base64.
 *
 * @param assets - the page's own script and style, neither with an end tag in it
 */
export function renderPage(page: ReplayPage, assets: { script: string; style: string }): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(assets.script)}">
<meta http-equiv="x-dns-prefetch-control" content="off">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(page.title)}</title>
<style>${assets.style}</style>
</head>
<body>
<header>
<h1>${escapeHtml(page.title)}</h1>
${renderFacts(page.facts)}
</header>
<p role="status" hidden></p>
<noscript><p class="notice">Playing this recording needs JavaScript.</p></noscript>
${page.tabs.length === 0 ? renderNotice("This recording has no tabs: nothing was recorded.") : renderTabs(page)}
<script>${assets.script}</script>
</body>
</html>
`;
}

/**
 * Recorded pages name images, fonts and styles on the network, and are not to be trusted. The
 * replayer's frame inherits this policy: nothing in it is fetched, and no script but the page's runs.
 */
function contentSecurityPolicy(script: string): string {
  const hash = createHash("sha256").update(script).digest("base64");
  return [
    "default-src 'none'",
    `script-src 'sha256-${hash}'`,
    "style-src 'unsafe-inline'",
    "img-src data: blob:",
    "font-src data: blob:",
    "media-src data: blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

function renderFacts({ sessionId, startedAt, duration, eventCount }: SessionFacts): string {
  const started = startedAt ? `<time datetime="${startedAt}">${startedAt}</time>` : "unknown";
  return `<dl>
<div><dt>Started</dt><dd>${started}</dd></div>
<div><dt>Duration</dt><dd>${duration}</dd></div>
<div><dt>Events</dt><dd>${eventCount}</dd></div>
<div><dt>Session</dt><dd><code>${escapeHtml(sessionId)}</code></dd></div>
</dl>`;
}

function renderTabs({ tabs, selected }: ReplayPage): string {
  return `<div role="tablist" aria-label="Recorded tabs">
${tabs.map((tab, index) => renderTab(tab, index, index === selected)).join("\n")}
</div>
<main>
${tabs.map((tab, index) => renderPanel(tab, index, index === selected)).join("\n")}
</main>`;
}

function renderTab({ label, address }: ReplayTab, index: number, selected: boolean): string {
  return (
    `<button type="button" role="tab" id="tab-${index}" aria-controls="panel-${index}"` +
    ` aria-selected="${selected}" tabindex="${selected ? 0 : -1}" title="${escapeHtml(address)}">` +
    `<span class="number">${index + 1}</span><bdi>${escapeHtml(label)}</bdi></button>`
  );
}

function renderPanel({ content }: ReplayTab, index: number, selected: boolean): string {
  const hidden = selected ? "" : " hidden";
  const inner =
    "events" in content
      ? `<script type="text/plain">${content.events}</script>`
      : renderNotice(content.unplayable);
  return (
    `<section role="tabpanel" id="panel-${index}" aria-labelledby="tab-${index}"${hidden}>` +
    `${inner}</section>`
  );
}

function renderNotice(sentence: string): string {
  return `<p class="notice">${escapeHtml(sentence)}</p>`;
}
