import type { Manifest } from "@pagereel/core";
import type { ListedSession, SessionSummary } from "./session-summary.js";

/** Which sessions are wanted: those for which all of it is true. */
export interface SessionFilter {
  state?: SessionSummary["state"];
  /** ms since the epoch: started then or later. */
  since?: number;
  /** Started then or before. */
  until?: number;
  /** A part of an address or a title, in any case. */
  q?: string;
  /** Values of metadata; what is no text there, as JSON. */
  metadata: Record<string, string>;
}

export function isWanted({ summary, manifest }: ListedSession, filter: SessionFilter): boolean {
  const { state, since, until, q, metadata } = filter;
  if (state !== undefined && summary.state !== state) return false;
  // Of one that cannot be read nothing is known that could be asked for.
  if (!manifest) return state !== undefined || !hasMore(filter);
  if (since !== undefined && manifest.startedAt < since) return false;
  if (until !== undefined && manifest.startedAt > until) return false;
  return hasText(manifest, q) && hasMetadata(manifest, metadata);
}

function hasMore({ since, until, q, metadata }: SessionFilter): boolean {
  return [since, until, q].some((value) => value !== undefined) || Object.keys(metadata).length > 0;
}

function hasText({ targets }: Manifest, q: string | undefined): boolean {
  if (q === undefined) return true;
  const wanted = q.toLowerCase();
  return targets.some(({ title = "", urls }) =>
    [title, ...urls.map(({ url }) => url)].some((text) => text.toLowerCase().includes(wanted)),
  );
}

function hasMetadata({ metadata }: Manifest, wanted: Record<string, string>): boolean {
  return Object.entries(wanted).every(
    ([key, value]) => Object.hasOwn(metadata, key) && asText(metadata[key]) === value,
  );
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
