import { type ManifestSegment, parseEventLine } from "@pagereel/protocol";
import { EventType } from "@rrweb/types";
import { isTime } from "../is-time.js";
import { Pace } from "../pace.js";
import { SegmentProblem } from "../source/segment-problem.js";
import { timestampOfLine, typeOfLine } from "../text/event-line.js";
import { offsetsOf } from "../text/line-splitter.js";
import type { SegmentTexts } from "../text/segment-texts.js";
import { type ReadableTarget, readLines } from "./event-reader.js";
import type { Entry } from "./place.js";

/** Finds the full snapshots of targets. */
export class EntryFinder {
  /** Of segments that do not say where theirs are, or not truly, and were looked through. */
  readonly #found = new WeakMap<ManifestSegment, Entry[]>();
  /** From which byte on. */
  readonly #unreadable = new WeakMap<ManifestSegment, number>();
  readonly #untrue = new WeakSet<ManifestSegment>();

  constructor(private readonly texts: SegmentTexts) {}

  /**
   * @returns the last one at a time or before; else the first one
   * @throws ViewerError
   */
  async find(
    { segments, tail }: ReadableTarget,
    time: number,
    signal: AbortSignal,
  ): Promise<Entry | undefined> {
    const inTail = tail?.entryAt(time);
    if (inTail) return inTail;
    for (const segment of segments.toReversed()) {
      if (segment.firstTimestamp > time) continue;
      const entries = await this.#entriesOf(segment, signal);
      const last = entries.findLast(({ timestamp }) => timestamp <= time);
      if (last) return last;
    }
    for (const segment of segments) {
      const [first] = await this.#entriesOf(segment, signal);
      if (first) return first;
    }
    return tail?.firstEntry;
  }

  /** Nothing of the segment can be read from there on. */
  markUnreadable(segment: ManifestSegment, offset: number): void {
    this.#unreadable.set(segment, Math.min(offset, this.#unreadable.get(segment) ?? offset));
  }

  /** What the manifest says of its full snapshots is not so. @returns false if that is known already */
  markUntrue(segment: ManifestSegment): boolean {
    if (this.#untrue.has(segment)) return false;
    this.#untrue.add(segment);
    return true;
  }

  async #entriesOf(segment: ManifestSegment, signal: AbortSignal): Promise<Entry[]> {
    const end = this.#unreadable.get(segment) ?? Infinity;
    if (end === 0) return [];
    const entries = await this.#allEntriesOf(segment, signal);
    return entries.filter(({ offset }) => offset < end);
  }

  async #allEntriesOf(segment: ManifestSegment, signal: AbortSignal): Promise<Entry[]> {
    const told = this.#untrue.has(segment) ? undefined : toldEntries(segment);
    if (told) return told;
    const found = this.#found.get(segment) ?? (await this.#lookThrough(segment, signal));
    this.#found.set(segment, found);
    return found;
  }

  async #lookThrough(segment: ManifestSegment, signal: AbortSignal): Promise<Entry[]> {
    const found = new SnapshotFinder(segment.number);
    const pace = new Pace();
    try {
      for await (const batch of readLines(this.texts.read(segment, { signal }))) {
        const offsets = offsetsOf(batch);
        for (const [i, line] of batch.lines.entries()) found.take(line, offsets[i] ?? 0);
        await pace.breathe();
      }
    } catch (error) {
      // What came before can be played.
      if (!(error instanceof SegmentProblem)) throw error;
    }
    return found.entries;
  }
}

/** What the manifest says; undefined where it does not say it. */
function toldEntries({ number, state, checkouts }: ManifestSegment): Entry[] | undefined {
  if (state === "open" || !checkouts?.length) return undefined;
  return checkouts
    .filter(({ timestamp, offset }) => isTime(timestamp) && offset >= 0)
    .map(({ timestamp, offset }) => ({ number, timestamp, offset }))
    .sort((a, b) => a.timestamp - b.timestamp);
}

/** Finds full snapshots, with the Meta event right before them, in the lines of a segment. */
class SnapshotFinder {
  readonly entries: Entry[] = [];
  #meta: Entry | undefined;

  constructor(private readonly number: number) {}

  take(line: string, offset: number): void {
    const type = typeOfLine(line) ?? parseEventLine(line)?.type;
    const timestamp =
      type === EventType.Meta || type === EventType.FullSnapshot
        ? (timestampOfLine(line) ?? parseEventLine(line)?.timestamp)
        : undefined;
    const here = isTime(timestamp) ? { number: this.number, offset, timestamp } : undefined;
    if (here && type === EventType.FullSnapshot) this.entries.push(this.#meta ?? here);
    this.#meta = type === EventType.Meta ? here : undefined;
  }
}
