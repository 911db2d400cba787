import type { Gap, Manifest, ManifestSegment } from "@pagereel/protocol";
import { durationOf, isTooShort } from "../session/session-manifest.js";
import type { SegmentRef } from "./store.js";

/** One segment, as far as it is known of one sink. */
interface SegmentRecord {
  /** Bytes that were taken to be written, from its beginning on. */
  acceptedBytes: number;
  writtenBytes: number;
  /** Why nothing more is written to it. */
  failure?: string;
  /** What manifests said of it, by ascending `bytes`; none but the newest that is written, and later. */
  figures: ManifestSegment[];
}

/** What one sink has of a session, and what it lacks. */
export class TeeRecord {
  readonly #segments = new Map<string, SegmentRecord>();

  /**
   * Says which part of a chunk is to be written.
   *
   * @returns undefined for nothing: it was taken before, or the segment is broken off
   */
  newBytes(ref: SegmentRef, offset: number, chunk: Uint8Array): Uint8Array | undefined {
    const { acceptedBytes, failure } = this.#record(ref, offset);
    if (failure !== undefined || offset + chunk.length <= acceptedBytes) return undefined;
    if (offset <= acceptedBytes) return chunk.subarray(acceptedBytes - offset);
    this.breakOff(ref, "bytes before it were not written");
    return undefined;
  }

  /** @returns the offset of the bytes that were taken now */
  accept(ref: SegmentRef, bytes: number): number {
    const record = this.#record(ref, 0);
    record.acceptedBytes += bytes;
    return record.acceptedBytes - bytes;
  }

  /** Notes that a segment is in the sink up to here. */
  commit(ref: SegmentRef, bytes: number): void {
    const record = this.#record(ref, 0);
    record.writtenBytes = Math.max(record.writtenBytes, bytes);
    const newest = record.figures.findLastIndex((figure) => figure.bytes <= record.writtenBytes);
    record.figures.splice(0, newest);
  }

  /** Notes that nothing more is written of a segment: it could not be read beyond a hole. */
  breakOff(ref: SegmentRef, failure: string): void {
    this.#record(ref, 0).failure ??= failure;
  }

  /** Notes that nothing of a segment is in the sink any more. */
  lose(ref: SegmentRef, failure: string): void {
    const record = this.#record(ref, 0);
    Object.assign(record, { failure, writtenBytes: 0, figures: [] });
  }

  /** Takes figures from a manifest that is not to be changed any more. */
  observe({ segments }: Manifest): void {
    for (const segment of segments) {
      const record = this.#segments.get(keyOf(segment));
      if (!record || record.failure !== undefined) continue;
      if (segment.bytes > (record.figures.at(-1)?.bytes ?? 0)) record.figures.push(segment);
    }
  }

  /** The manifest for this sink: it says of each segment what is there now, and what is missing. */
  cut(manifest: Manifest): Manifest {
    const gaps: Gap[] = [];
    const segments = manifest.segments.flatMap((segment) => this.#cutSegment(segment, gaps));
    if (isSame(segments, manifest.segments)) return manifest;
    const duration = durationOf(segments);
    return {
      ...manifest,
      segments,
      duration,
      gaps: [...manifest.gaps, ...gaps],
      state: manifest.state === "final" && gaps.length > 0 ? "partial" : manifest.state,
      ...(manifest.tooShort !== undefined && { tooShort: isTooShort(duration) }),
    };
  }

  #cutSegment(segment: ManifestSegment, gaps: Gap[]): ManifestSegment[] {
    const record = this.#segments.get(keyOf(segment));
    if (!record || segment.bytes <= record.writtenBytes) return [segment];
    const there = record.figures.findLast((figure) => figure.bytes <= record.writtenBytes);
    const { failure } = record;
    if (failure === undefined) return there ? [there] : [];
    gaps.push({
      targetId: segment.targetId,
      from: there?.lastTimestamp ?? segment.firstTimestamp,
      to: segment.lastTimestamp,
      reason: "sink-write-failed",
      detail: `segment ${segment.number} was broken off: ${failure}`,
    });
    return there ? [{ ...there, state: "closed" }] : [];
  }

  /** @param offset - of the first bytes that are seen of it */
  #record(ref: SegmentRef, offset: number): SegmentRecord {
    const key = keyOf(ref);
    const record = this.#segments.get(key) ?? {
      acceptedBytes: offset,
      writtenBytes: offset,
      figures: [],
    };
    this.#segments.set(key, record);
    return record;
  }
}

function isSame(a: ManifestSegment[], b: ManifestSegment[]): boolean {
  return a.length === b.length && a.every((segment, i) => segment === b[i]);
}

export function keyOf({ targetId, number }: { targetId: string; number: number }): string {
  return `${targetId}/${number}`;
}
