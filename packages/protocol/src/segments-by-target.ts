import type { Manifest, ManifestSegment } from "./manifest.js";

/** By target: in order, each one once; a target may have segments and no description, or none. */
export function segmentsByTarget({ targets, segments }: Manifest): Map<string, ManifestSegment[]> {
  const byTarget = new Map<string, Map<number, ManifestSegment>>();
  for (const { targetId } of targets) byTarget.set(targetId, new Map());
  for (const segment of segments) {
    const known = byTarget.get(segment.targetId) ?? new Map<number, ManifestSegment>();
    byTarget.set(segment.targetId, known.set(segment.number, segment));
  }
  const inOrder = [...byTarget].map(([targetId, known]): [string, ManifestSegment[]] => [
    targetId,
    [...known.values()].sort((a, b) => a.number - b.number),
  ]);
  return new Map(inOrder);
}
