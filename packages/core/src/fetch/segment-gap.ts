import type { Gap, ManifestSegment } from "@pagereel/protocol";
import type { SegmentReader } from "./segment-reader.js";

/** For a segment that the manifest names and the store does not have. */
export function missingSegment(segment: ManifestSegment): Gap {
  const detail = `${nameOf(segment)} is missing: it was deleted, or never reached the store.`;
  return gapOf(segment, "segment-missing", detail);
}

/** For a segment that is not as it was written. */
export function damagedSegment(segment: ManifestSegment, why: string): Gap {
  return gapOf(segment, "segment-damaged", `${nameOf(segment)} is damaged: ${why}.`);
}

/**
 * Says what is wrong with a segment that was read to its end.
 *
 * @returns undefined where it is as the manifest says
 */
export function findDamage(segment: ManifestSegment, reader: SegmentReader): Gap | undefined {
  const why = whatIsWrong(segment, reader);
  if (why === undefined) return undefined;
  const { eventCount } = reader;
  return damagedSegment(
    segment,
    `${why}. ${eventCount} of its ${segment.eventCount} events are read`,
  );
}

function whatIsWrong(
  { state, crc32, eventCount }: ManifestSegment,
  { problem, brokenLines, crc32: found, eventCount: foundCount }: SegmentReader,
): string | undefined {
  if (state === "closed" && crc32 !== undefined && crc32 !== found) {
    return problem ?? "its checksum is not the one of what was written";
  }
  // It has all that the manifest knows of; what comes after may be on its way still.
  if (foundCount >= eventCount) return undefined;
  if (brokenLines > 0) return `${brokenLines} of its lines are no events`;
  return crc32 === found ? undefined : problem;
}

function gapOf(
  { targetId, firstTimestamp, lastTimestamp }: ManifestSegment,
  reason: string,
  detail: string,
): Gap {
  return { targetId, from: firstTimestamp, to: lastTimestamp, reason, detail };
}

function nameOf({ targetId, number }: ManifestSegment): string {
  return `Segment ${number} of target ${targetId}`;
}
