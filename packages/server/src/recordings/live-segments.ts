import type { Manifest } from "@pagereel/core";
import { segmentsByTarget } from "@pagereel/core/adapter";
import type { Extents } from "./live-news.js";
import type { LivePositions } from "./live-positions.js";

/** Segments are numbered without holes, but for those that were lost: so many are looked for. */
const MAX_HOLE = 3;

/** What is known of a segment. */
interface KnownSegment {
  /** Stored by now, at least. */
  bytes: number;
  /** The segment is as long as that, whatever is stored. */
  isClosed: boolean;
}

/** The segments that there are and that were not sent to their end. */
export class LiveSegments {
  readonly #known = new Map<string, Map<number, KnownSegment>>();
  #isFinished = false;

  constructor(private readonly positions: LivePositions) {}

  /** Whether there will be no other segments. */
  get isFinished(): boolean {
    return this.#isFinished;
  }

  /** Takes what a manifest says. */
  takeManifest(manifest: Manifest): void {
    this.#isFinished = manifest.state !== "recording";
    for (const [targetId, segments] of segmentsByTarget(manifest)) {
      this.positions.add(targetId);
      for (const { number, bytes, state } of segments) {
        this.#put(targetId, number, bytes, state === "closed");
      }
    }
  }

  /** Takes what was written, of targets that the manifest may not name yet. */
  takeExtents(extents: Extents): void {
    for (const [targetId, segments] of extents) {
      for (const [number, end] of segments) this.#put(targetId, number, end, false);
    }
  }

  get(targetId: string, number: number): KnownSegment | undefined {
    return this.#known.get(targetId)?.get(number);
  }

  /** Whether the target goes on in another segment, so that this one has its end. */
  hasLater(targetId: string, number: number): boolean {
    return this.#isFinished || this.#numbersAfter(targetId, number).length > 0;
  }

  /** The segment that follows, which may be one that is not known, and is not there. */
  next(targetId: string, number: number): number | undefined {
    const later = this.#numbersAfter(targetId, number);
    if (later.length === 0) return undefined;
    const first = Math.min(...later);
    return !this.#isFinished && first - number <= MAX_HOLE ? number + 1 : first;
  }

  /** For one that was sent to its end. */
  forget(targetId: string, number: number): void {
    this.#known.get(targetId)?.delete(number);
  }

  #numbersAfter(targetId: string, number: number): number[] {
    return [...(this.#known.get(targetId)?.keys() ?? [])].filter((other) => other > number);
  }

  #put(targetId: string, number: number, bytes: number, isClosed: boolean): void {
    const position = this.positions.get(targetId);
    if (position && (position.isDone ? number <= position.number : number < position.number))
      return;
    const known = this.#known.get(targetId) ?? new Map<number, KnownSegment>();
    this.#known.set(targetId, known);
    const before = known.get(number);
    if (before?.isClosed && !isClosed) return;
    known.set(number, { isClosed, bytes: isClosed ? bytes : Math.max(bytes, before?.bytes ?? 0) });
  }
}
