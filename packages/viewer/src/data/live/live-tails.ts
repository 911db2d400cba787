import { type Manifest, type ManifestSegment, segmentsByTarget } from "@pagereel/protocol";
import type { eventWithTime } from "@rrweb/types";
import { isPlayable } from "../window/event-reader.js";
import { LiveTail } from "./live-tail.js";

type TailListener = (targetId: string, events: eventWithTime[]) => void;

/** The tails of a session's targets, which a server begins with the segments that are not closed. */
export class LiveTails {
  readonly #tails = new Map<string, LiveTail>();
  readonly #listeners = new Set<TailListener>();
  #isBegun = false;

  /** Whether there is a manifest that says where they begin. */
  get isBegun(): boolean {
    return this.#isBegun;
  }

  get(targetId: string): LiveTail | undefined {
    return this.#tails.get(targetId);
  }

  /** All comes anew. */
  reset(): void {
    this.#isBegun = false;
    for (const tail of this.#tails.values()) tail.reset();
  }

  takeManifest(manifest: Manifest): void {
    const closed = new Set(
      manifest.targets
        .filter(({ closedAt }) => closedAt !== undefined)
        .map((each) => each.targetId),
    );
    for (const [targetId, segments] of segmentsByTarget(manifest)) {
      const tail = this.#tails.get(targetId);
      if (tail && this.#isBegun) trim(tail, segments, closed.has(targetId));
      else this.#begin(targetId, segments);
    }
    this.#isBegun = true;
  }

  /** Whether there is what the manifest knew of when it began. */
  isCaughtUp(targetId: string): boolean {
    const tail = this.#tails.get(targetId);
    return this.#isBegun && (!tail || tail.end >= tail.expectedEnd);
  }

  push(targetId: string, events: readonly eventWithTime[]): void {
    const tail = this.#tails.get(targetId) ?? new LiveTail(1);
    this.#tails.set(targetId, tail);
    const news = tail.push(events.filter(isPlayable));
    for (const listener of this.#listeners) listener(targetId, news);
  }

  /** Calls for what there is of all targets, and for what comes. @returns ends it */
  follow(listener: TailListener): () => void {
    for (const [targetId, tail] of this.#tails) listener(targetId, tail.events);
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #begin(targetId: string, segments: readonly ManifestSegment[]): void {
    // Of a target that came since all has come live, whatever has closed by now.
    const firstNumber = this.#isBegun ? (segments[0]?.number ?? 1) : numberOfOpen(segments);
    const tail = this.#tails.get(targetId) ?? new LiveTail(firstNumber);
    this.#tails.set(targetId, tail);
    tail.firstNumber = firstNumber;
    const open = segments.filter(({ number }) => number >= firstNumber);
    tail.expectedEnd = tail.end + open.reduce((sum, { eventCount }) => sum + eventCount, 0);
  }

  /** The session has ended: what is closed is read from its segments. */
  clear(): void {
    this.#tails.clear();
  }
}

/** Of the first segment that can grow, or that of the next one. */
function numberOfOpen(segments: readonly ManifestSegment[]): number {
  const open = segments.find(({ state }) => state === "open");
  return open?.number ?? (segments.at(-1)?.number ?? 0) + 1;
}

/**
 * Drops what is in segments that are closed by now, but for the last one: who has read a window up to
 * its end follows it from there.
 *
 * @param isOver - whether nothing follows: then the last one as well
 */
function trim(tail: LiveTail, segments: readonly ManifestSegment[], isOver: boolean): void {
  const isClosed = (number: number) =>
    segments.some((segment) => segment.number === number && segment.state === "closed");
  const isLast = (number: number) => isOver && segments.at(-1)?.number === number;
  const hasNext = (number: number) => isClosed(number + 1) || isLast(number);
  while (isClosed(tail.firstNumber) && hasNext(tail.firstNumber)) {
    const first = segments.find(({ number }) => number === tail.firstNumber);
    if (!first || tail.length < first.eventCount) return;
    tail.drop(first.eventCount);
    tail.firstNumber++;
  }
}
