import { RecordingError } from "@pagereel/protocol";
import { GrowingGap } from "./growing-gap.js";
import { LineQueue } from "./line-queue.js";
import { type Line, OpenSegment, type SegmentWrite } from "./open-segment.js";
import { type SegmentWriterOptions, withDefaults } from "./segment-writer-options.js";

/** ms before the second and the third attempt at a write; there is no fourth. */
const BACKOFF_MS = [100, 500];

/**
 * Writes one target's events to a sink, as segments.
 *
 * Nothing it does throws or makes the caller wait: what cannot be written becomes a gap. The
 * callbacks must not throw.
 */
export class SegmentWriter {
  readonly #options: Required<SegmentWriterOptions>;
  readonly #queue: LineQueue;
  readonly #dropGap: GrowingGap;
  readonly #writeGap: GrowingGap;
  #segment: OpenSegment | undefined;
  #number: number;
  #inFlight: SegmentWrite | undefined;
  #writing: Promise<void> | undefined;
  #flushTimer: NodeJS.Timeout | undefined;
  #backoffTimer: NodeJS.Timeout | undefined;
  #waiting = 0;
  #failing = false;
  #isClosing = false;
  #closing: Promise<void> | undefined;
  #ended = false;

  constructor(options: SegmentWriterOptions) {
    this.#options = withDefaults(options);
    this.#number = this.#options.lastNumber;
    this.#dropGap = new GrowingGap(options.targetId, options.onGap);
    this.#writeGap = new GrowingGap(options.targetId, options.onGap);
    this.#queue = new LineQueue(this.#options.maxQueueBytes, this.#dropGap);
  }

  /** Bytes of text (UTF-8) that are not in the sink yet. */
  get pendingBytes(): number {
    return this.#queue.pendingBytes;
  }

  /**
   * Takes the next event. Never throws, never waits.
   *
   * @param text - the event as JSON, without a line break
   * @param timestamp - the event's, ms since the epoch
   * @param startsSnapshot - true for the first event of a full snapshot, where a segment may begin.
   *   rrweb emits a Meta event right before each FullSnapshot, and replay needs both: it is true
   *   for that Meta, and false for the FullSnapshot, which must be the next line
   */
  append(text: string, timestamp: number, startsSnapshot: boolean): void {
    if (this.#isClosing || this.#ended) {
      this.#dropGap.note([timestamp], "writer-closed");
      return;
    }
    this.#queue.push(text, timestamp, startsSnapshot);
    this.#schedule();
  }

  /** Resolves when all that was appended so far is in the sink, or given up. */
  async flush(): Promise<void> {
    const wanted = this.#queue.accepted;
    await this.#writeUntil(() => this.#queue.settled >= wanted);
  }

  /** Writes what is left and finishes the segment. Can be called again; all calls wait for it. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#isClosing = true;
    await this.flush();
    await this.#writeUntil(() => !this.#segment);
    this.#end();
  }

  /**
   * The same without waiting, for a process that is exiting. Does nothing on a sink without `sync`.
   *
   * A chunk whose writing has not been confirmed is written again, the same bytes at the same place.
   */
  closeSync(): void {
    if (this.#ended) return;
    this.#end();
    const { sync } = this.#options.sink;
    if (!sync) return;
    for (let write = this.#inFlight ?? this.#plan(); write; write = this.#plan()) {
      try {
        const bytes = write.chunk.compressSync();
        sync.appendSegment(write.ref, write.offset, bytes);
        this.#commit(write, bytes.length);
      } catch (cause) {
        this.#giveUp(write, cause, 1);
      }
    }
  }

  #end(): void {
    this.#ended = true;
    clearTimeout(this.#flushTimer);
  }

  async #writeUntil(isDone: () => boolean): Promise<void> {
    // Someone waits: a process with nothing else to do must not end during a backoff.
    this.#waiting++;
    this.#backoffTimer?.ref();
    while (!isDone() && !this.#ended) await this.#write();
    this.#waiting--;
  }

  #schedule(): void {
    if (this.#ended || this.#writing || !this.#queue.first) return;
    if (this.pendingBytes >= this.#options.chunkBytes) {
      void this.#write();
      return;
    }
    this.#flushTimer ??= setTimeout(() => void this.#write(), this.#options.flushIntervalMs);
    this.#flushTimer.unref();
  }

  /** Writes once; a call during a write waits for that one, so that writes never overlap. */
  #write(): Promise<void> {
    clearTimeout(this.#flushTimer);
    this.#flushTimer = undefined;
    this.#writing ??= this.#send().finally(() => {
      this.#writing = undefined;
      this.#schedule();
    });
    return this.#writing;
  }

  /** What to write next: lines of one segment, and its end, if nothing more belongs in it. */
  #plan(): SegmentWrite | undefined {
    const { first } = this.#queue;
    if (!this.#segment && first) this.#segment = this.#open(first);
    const segment = this.#segment;
    if (!segment) return undefined;
    this.#queue.takeWhile((line) => segment.add(line));
    // What is left now belongs in another segment.
    const isLast = this.#queue.first !== undefined || this.#isClosing || this.#ended;
    return first || isLast ? segment.takeWrite(isLast) : undefined;
  }

  #open(first: Line): OpenSegment {
    const { sessionId, targetId } = this.#options;
    this.#number++;
    return new OpenSegment({ sessionId, targetId, number: this.#number }, first, this.#options);
  }

  async #send(): Promise<void> {
    const write = this.#plan();
    if (!write) return;
    this.#inFlight = write;
    for (let attempt = 1; !this.#ended; attempt++) {
      let bytes: Uint8Array;
      try {
        bytes = await write.chunk.compress();
        // By then closeSync may have written it, and more.
        if (this.#ended) return;
        await this.#options.sink.appendSegment(write.ref, write.offset, bytes);
      } catch (cause) {
        if (this.#ended) return;
        const backoffMs = BACKOFF_MS[attempt - 1];
        // A sink that already failed does not get to hold up a close, chunk by chunk.
        const isHopeless = this.#failing && this.#isClosing;
        if (backoffMs === undefined || isHopeless) return this.#giveUp(write, cause, attempt);
        await this.#pause(backoffMs);
        continue;
      }
      if (!this.#ended) this.#commit(write, bytes.length);
      return;
    }
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#backoffTimer = setTimeout(resolve, ms);
      if (this.#waiting === 0) this.#backoffTimer.unref();
    });
  }

  #commit(write: SegmentWrite, bytes: number): void {
    this.#segment?.commit(write, bytes);
    this.#failing = false;
    this.#writeGap.end();
    this.#settle(write, write.isLast);
  }

  #giveUp(write: SegmentWrite, cause: unknown, attempts: number): void {
    const error = this.#failure(write, cause, attempts);
    if (write.lines.length > 0) {
      const timestamps = write.lines.map((line) => line.timestamp);
      this.#writeGap.note(timestamps, "sink-write-failed", error.message);
    }
    if (!this.#failing) this.#options.onError(error);
    this.#failing = true;
    this.#segment?.giveUp();
    this.#settle(write, true);
  }

  #settle(write: SegmentWrite, isLast: boolean): void {
    this.#inFlight = undefined;
    this.#queue.settle(write.lines);
    const entry = this.#segment?.entry;
    if (isLast) this.#segment = undefined;
    if (entry && entry.bytes > 0) this.#options.onSegment(entry);
  }

  #failure({ ref, lines }: SegmentWrite, cause: unknown, attempts: number): RecordingError {
    const lost =
      lines.length > 0
        ? `${lines.length} events are missing and the recording is marked partial`
        : "only its end mark is missing, its events can be read";
    return new RecordingError(
      "SINK_WRITE_FAILED",
      `Failed to write segment ${ref.number} of target ${ref.targetId} to ` +
        `${this.#options.sink.name}: ${cause instanceof Error ? cause.message : String(cause)} ` +
        `(attempts made: ${attempts}; ${lost}). Later events go to a new segment: they are kept ` +
        `as soon as the sink can be written to.`,
      { cause },
    );
  }
}
