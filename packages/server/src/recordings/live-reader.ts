import { RecordingError } from "@pagereel/core";
import { type EventRun, parseSegmentRef, type SegmentTail } from "@pagereel/core/adapter";
import type { LivePositions, Position } from "./live-positions.js";
import type { LiveSegments } from "./live-segments.js";
import type { LiveStore } from "./live-store.js";
import { LiveTails } from "./live-tails.js";

/** A segment of which something cannot be read. */
export interface LiveGap {
  targetId: string;
  number: number;
  reason: "segment-missing" | "segment-damaged";
}

export type LiveItem = EventRun | LiveGap;

type Events = EventRun["events"];

/** Reads on in the segments of a session, each time what has come since the last time. */
export class LiveReader implements Disposable {
  readonly #tails = new LiveTails();
  /** Bytes that were read of the segment in which a target is. */
  readonly #read = new Map<string, number>();

  constructor(
    private readonly store: LiveStore,
    private readonly sessionId: string,
    private readonly positions: LivePositions,
    private readonly segments: LiveSegments,
  ) {}

  [Symbol.dispose](): void {
    this.#tails.closeAll();
  }

  /**
   * Target by target, what there is and was not read. The position of what is given is that of the
   * positions then.
   */
  async *read(): AsyncGenerator<LiveItem, void, undefined> {
    for (const targetId of [...this.positions.targetIds]) yield* this.#readTarget(targetId);
  }

  async *#readTarget(targetId: string): AsyncGenerator<LiveItem, void, undefined> {
    const position = this.positions.get(targetId);
    while (position && (!position.isDone || this.#begin(targetId, position))) {
      const hasEnd = this.segments.hasLater(targetId, position.number);
      const known = this.segments.get(targetId, position.number);
      if (!hasEnd && (known?.bytes ?? 0) <= (this.#read.get(targetId) ?? 0)) return;
      yield* this.#readSegment(targetId, position, hasEnd);
      if (!position.isDone) return;
    }
  }

  /** Goes to the next segment, where there is one. */
  #begin(targetId: string, position: Position): boolean {
    const number = this.segments.next(targetId, position.number);
    if (number === undefined) return false;
    Object.assign(position, { number, count: 0, isDone: false });
    this.#read.delete(targetId);
    return true;
  }

  /** @param hasEnd - whether nothing more will be written to it */
  async *#readSegment(
    targetId: string,
    position: Position,
    hasEnd: boolean,
  ): AsyncGenerator<LiveItem, void, undefined> {
    const { number } = position;
    const known = this.segments.get(targetId, number);
    let reason: LiveGap["reason"] | undefined;
    try {
      const stored = await this.#load(targetId, number);
      if (!stored && !hasEnd) return;
      if (!stored && known) reason = "segment-missing";
      if (stored) {
        const bytes = known?.isClosed ? stored.subarray(0, known.bytes) : stored;
        yield* this.#readStored(targetId, position, { bytes, hasEnd });
        this.#read.set(targetId, stored.length);
      }
    } catch (error) {
      // A store that cannot be read is another matter.
      if (!(error instanceof RecordingError) || error.code !== "INVALID_RECORDING") throw error;
      reason = "segment-damaged";
    }
    if (hasEnd || reason) this.#finish(targetId, position);
    if (reason) yield { targetId, number, reason };
  }

  async *#readStored(
    targetId: string,
    position: Position,
    { bytes, hasEnd }: { bytes: Uint8Array; hasEnd: boolean },
  ): AsyncGenerator<LiveItem, void, undefined> {
    const tail = this.#tails.use(targetId, position.number);
    let seen = tail.eventCount;
    for await (const events of readTail(tail, bytes, hasEnd)) {
      // Where it is read from its start again, what was sent comes first.
      const fresh = events.slice(Math.max(0, position.count - seen));
      seen += events.length;
      position.count = Math.max(position.count, seen);
      if (fresh.length > 0) yield { targetId, events: fresh };
    }
    if (tail.isWhole) this.#finish(targetId, position);
  }

  async #load(targetId: string, number: number): Promise<Uint8Array | undefined> {
    return this.store.readSegment(parseSegmentRef({ sessionId: this.sessionId, targetId, number }));
  }

  #finish(targetId: string, position: Position): void {
    this.#tails.close(targetId);
    this.#read.delete(targetId);
    this.segments.forget(targetId, position.number);
    position.isDone = true;
  }
}

/** @param hasEnd - whether nothing more will be written: the last line may lack its line break then */
async function* readTail(
  tail: SegmentTail,
  bytes: Uint8Array,
  hasEnd: boolean,
): AsyncGenerator<Events, void, undefined> {
  yield* tail.read(bytes);
  if (hasEnd && !tail.isWhole) yield* tail.end();
}
