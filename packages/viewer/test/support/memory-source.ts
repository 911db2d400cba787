import type { Manifest, ManifestSegment, ManifestTarget } from "@pagereel/protocol";
import { SESSION, sampleManifest, sampleSegment } from "@pagereel/testing/recordings";
import { EventType, type eventWithTime } from "@rrweb/types";
import type { LiveNews, RecordingSource, SegmentId } from "../../src/data/recording-source.js";
import { SegmentProblem } from "../../src/data/source/segment-problem.js";
import { linesOf, START } from "./events.js";

export { SESSION, sampleManifest as makeManifest };

/** Odd, so that pieces end within lines and characters. */
const PIECE_BYTES = 997;

export function target(targetId: string, given: Partial<ManifestTarget> = {}): ManifestTarget {
  return { targetId, openedAt: START, urls: [], ...given };
}

/** A recording in memory. */
export class MemorySource implements RecordingSource {
  readonly sessionId = SESSION;
  manifest: Manifest;
  follow?: (signal: AbortSignal) => AsyncIterable<LiveNews>;
  /** Segments that were asked for. */
  readonly reads: string[] = [];
  readonly #texts = new Map<string, string>();
  readonly #counts = new Map<string, number>();
  readonly #failures = new Map<string, unknown>();

  constructor(given: Partial<Manifest> = {}) {
    this.manifest = sampleManifest(given);
  }

  /** Adds the next segment of a target, described as a recording does it. */
  add(
    targetId: string,
    events: readonly eventWithTime[],
    given: Partial<ManifestSegment> = {},
  ): ManifestSegment {
    const segment = describe(targetId, this.#nextNumber(targetId), events);
    return this.addText({ ...segment, ...given }, linesOf(events));
  }

  addText(segment: ManifestSegment, content: string): ManifestSegment {
    this.manifest.segments.push(segment);
    this.#texts.set(keyOf(segment), content);
    return segment;
  }

  /** The segment cannot be read any more; not without an error. */
  fail(targetId: string, number: number, error?: unknown): void {
    this.#failures.set(keyOf({ targetId, number }), error);
  }

  async readManifest(): Promise<Manifest> {
    return this.manifest;
  }

  async *readSegment(segment: SegmentId): AsyncGenerator<Uint8Array> {
    const key = keyOf(segment);
    this.reads.push(key);
    if (this.#failures.get(key)) throw this.#failures.get(key);
    const content = this.#texts.get(key);
    if (content === undefined) throw new SegmentProblem("segment-missing", "It is missing.");
    const bytes = new TextEncoder().encode(content);
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
      yield bytes.subarray(at, at + PIECE_BYTES);
    }
  }

  #nextNumber(targetId: string): number {
    const number = (this.#counts.get(targetId) ?? 0) + 1;
    this.#counts.set(targetId, number);
    return number;
  }
}

function describe(
  targetId: string,
  number: number,
  events: readonly eventWithTime[],
): ManifestSegment {
  return sampleSegment({ targetId, number }, events, {
    bytes: linesOf(events).length,
    crc32: "00000000",
    checkouts: checkoutsOf(events),
  });
}

function checkoutsOf(events: readonly eventWithTime[]): ManifestSegment["checkouts"] {
  const checkouts: { timestamp: number; offset: number }[] = [];
  let offset = 0;
  for (const [i, event] of events.entries()) {
    if (event.type === EventType.Meta && events[i + 1]?.type === EventType.FullSnapshot) {
      checkouts.push({ timestamp: event.timestamp, offset });
    }
    offset += new TextEncoder().encode(linesOf([event])).length;
  }
  return checkouts;
}

function keyOf({ targetId, number }: Pick<SegmentId, "targetId" | "number">): string {
  return `${targetId}/${number}`;
}
