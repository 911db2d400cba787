import {
  type Gap,
  MANIFEST_VERSION,
  type Manifest,
  type ManifestSegment,
  type ManifestTarget,
} from "@pagereel/protocol";
import type { ResolvedOptions } from "../options.js";
import { versions } from "../versions.js";
import { describeProcess } from "./process-identity.js";

/** A page whose every change fails to be recorded must not make the manifest grow without end. */
const MAX_GAPS = 1000;
/** Nor one that changes its address all the time. */
const MAX_URLS = 1000;
/** Characters of an address or a title; a `data:` address can be of any length. */
const MAX_TEXT_LENGTH = 8192;

/** ms. A recording that is shorter is kept, but marked as not viewable. */
const MIN_VIEWABLE_MS = 1000;

/** Of these, one that repeats is one gap that grows. */
const REPEATING = new Set(["recorder-error", "batch-broken"]);

export function newManifest(
  sessionId: string,
  { metadata, retentionDays }: Pick<ResolvedOptions, "metadata" | "retentionDays">,
  client: Record<string, string>,
): Manifest {
  return {
    version: MANIFEST_VERSION,
    sessionId,
    state: "recording",
    startedAt: Date.now(),
    duration: 0,
    targets: [],
    segments: [],
    gaps: [],
    limitsHit: [],
    metadata,
    retentionDays,
    process: describeProcess(),
    client: { ...versions, ...client },
  };
}

/** The entry of a target: the one that it had where it was closed and is back. */
export function putTarget(
  { targets }: Manifest,
  targetId: string,
  openerId: string | undefined,
): ManifestTarget {
  const known = targets.find((target) => target.targetId === targetId);
  if (known) return known;
  const target: ManifestTarget = { targetId, openedAt: Date.now(), urls: [] };
  if (openerId !== undefined) target.openerId = openerId;
  targets.push(target);
  return target;
}

/** The number of a target's newest segment, or 0. */
export function lastSegmentNumber({ segments }: Manifest, targetId: string): number {
  return segments.findLast((segment) => segment.targetId === targetId)?.number ?? 0;
}

export function addGap(manifest: Manifest, gap: Gap): void {
  const { gaps } = manifest;
  const same =
    REPEATING.has(gap.reason) &&
    gaps.find(
      ({ targetId, reason, detail }) =>
        targetId === gap.targetId && reason === gap.reason && detail === gap.detail,
    );
  if (same) same.to = gap.to;
  else if (gaps.length < MAX_GAPS) gaps.push(gap);
  else addLimit(manifest, "gaps");
}

export function addLimit({ limitsHit }: Manifest, limit: string): void {
  if (!limitsHit.includes(limit)) limitsHit.push(limit);
}

export function addUrl(
  manifest: Manifest,
  { urls }: ManifestTarget,
  timestamp: number,
  address: string,
): void {
  const url = cut(address);
  if (urls.at(-1)?.url === url) return;
  if (urls.length < MAX_URLS) urls.push({ timestamp, url });
  else addLimit(manifest, "urls");
}

export function cut(text: string): string {
  return text.slice(0, MAX_TEXT_LENGTH);
}

/** Puts a segment in, or in the place of what was known of it. */
export function putSegment(manifest: Manifest, segment: ManifestSegment): void {
  const { segments } = manifest;
  const i = segments.findIndex((other) => isSame(other, segment));
  if (i === -1) segments.push(segment);
  else segments[i] = segment;
  manifest.duration = durationOf(segments);
}

/** Takes out one that is not in the store any more. */
export function removeSegment(manifest: Manifest, segment: ManifestSegment): void {
  manifest.segments = manifest.segments.filter((other) => !isSame(other, segment));
  manifest.duration = durationOf(manifest.segments);
}

function isSame(a: ManifestSegment, b: ManifestSegment): boolean {
  return a.targetId === b.targetId && a.number === b.number;
}

/** ms between the first and the last event. */
export function durationOf(segments: ManifestSegment[]): number {
  let first = Infinity;
  let last = -Infinity;
  for (const { firstTimestamp, lastTimestamp } of segments) {
    first = Math.min(first, firstTimestamp);
    last = Math.max(last, lastTimestamp);
  }
  return Math.max(0, last - first);
}

export function isTooShort(duration: number): boolean {
  return duration < MIN_VIEWABLE_MS;
}
