import {
  type Gap,
  type Manifest,
  type ManifestSegment,
  type ManifestTarget,
  segmentsByTarget,
} from "@pagereel/protocol";
import { isTime } from "./is-time.js";
import { labelOf } from "./label-of.js";
import type { TargetLife } from "./session-data.js";

/** What is known of targets besides what the manifest says. */
export interface FoundOfTarget {
  /** Of what has come live. */
  lastTimestamp: number | undefined;
  gaps: readonly Gap[];
}

/** The targets of a session, in the order in which they opened. */
export function targetLives(
  manifest: Manifest,
  foundOf: (targetId: string) => FoundOfTarget,
): TargetLife[] {
  const gaps = gapsByTarget(manifest);
  const described = new Map<string, ManifestTarget>();
  for (const target of manifest.targets) {
    if (!described.has(target.targetId)) described.set(target.targetId, target);
  }
  const lives = [...segmentsByTarget(manifest)].map(([targetId, segments]) =>
    lifeOf(described.get(targetId) ?? undescribed(targetId, segments), {
      segments,
      gaps: gaps.get(targetId) ?? [],
      found: foundOf(targetId),
    }),
  );
  return lives.sort((a, b) => openingOf(a) - openingOf(b));
}

/** Of the first and last event of a session; where there are none, of its beginning and end. */
export function sessionTimes(
  { startedAt, endedAt }: Manifest,
  lives: readonly TargetLife[],
): { start: number; end: number } {
  let start = Infinity;
  let end = -Infinity;
  for (const { firstTimestamp = Infinity, lastTimestamp = -Infinity } of lives) {
    start = Math.min(start, firstTimestamp);
    end = Math.max(end, lastTimestamp);
  }
  if (start <= end) return { start, end };
  const began = isTime(startedAt) ? startedAt : 0;
  return { start: began, end: isTime(endedAt) ? Math.max(began, endedAt) : began };
}

function lifeOf(
  target: ManifestTarget,
  { segments, gaps, found }: { segments: ManifestSegment[]; gaps: Gap[]; found: FoundOfTarget },
): TargetLife {
  const times = segments
    .flatMap(({ firstTimestamp, lastTimestamp }) => [firstTimestamp, lastTimestamp])
    .concat(found.lastTimestamp ?? [])
    .filter(isTime);
  const hasEvents = times.length > 0;
  return {
    ...target,
    firstTimestamp: hasEvents ? times.reduce((a, b) => Math.min(a, b)) : undefined,
    lastTimestamp: hasEvents ? times.reduce((a, b) => Math.max(a, b)) : undefined,
    gaps: [...gaps, ...found.gaps],
    label: labelOf(target),
  };
}

/** One that only its segments tell of. */
function undescribed(targetId: string, segments: ManifestSegment[]): ManifestTarget {
  return { targetId, openedAt: segments[0]?.firstTimestamp ?? 0, urls: [] };
}

function openingOf({ openedAt, firstTimestamp }: TargetLife): number {
  return isTime(openedAt) ? openedAt : (firstTimestamp ?? 0);
}

function gapsByTarget({ gaps }: Manifest): Map<string, Gap[]> {
  const byTarget = new Map<string, Gap[]>();
  for (const gap of gaps) {
    if (gap.targetId === undefined) continue;
    const known = byTarget.get(gap.targetId);
    if (known) known.push(gap);
    else byTarget.set(gap.targetId, [gap]);
  }
  return byTarget;
}
