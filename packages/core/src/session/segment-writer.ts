import type { RecordingError } from "@pagereel/protocol";
import { GrowingGap } from "./growing-gap.js";
import { LineQueue } from "./line-queue.js";
import { type Line, OpenSegment, type SegmentWrite } from "./open-segment.js";
import { type SegmentWriterOptions, withDefaults } from "./segment-writer-options.js";
import { givenUp, isLost, stillFailing, waitMs } from "./write-failure.js";

/** Failures in a row after which it is told that the sink fails, and a session that ends waits no more. */
const MAX_FAILURES = 3;

/**
 * Writes one target's events to a sink, as segments.
 *
 * Nothing it does throws or makes the caller wait. A write that fails is made again for as long as the
 * session lasts; what cannot be written by its end becomes a gap. The callbacks must not throw.
 */
export class SegmentWriter {
  readonly #options: Required<SegmentWriterOptions>;
  readonly #queue: LineQueue;
  readonly #lateGap: GrowingGap;
  readonly #writeGap: GrowingGap;
  #segment: OpenSegment | undefined;
  #number: number;
  #inFlight: SegmentWrite | undefined;
  #writing: Promise<void> | undefined;
  #flushTimer: NodeJS.Timeout | undefined;
  #endBackoff: () => void = () => undefined;
  #failing = false;
  #isClosing = false;
  #isHurried = false;
  #finishing: Promise<void> | undefined;
  #closing: Promise<void> | undefined;
  #ended = false;

  constructor(options: SegmentWriterOptions) {
    this.#options = withDefaults(options);
    this.#number = this.#options.lastNumber;
    this.#lateGap = new GrowingGap(options.targetId, options.onGap);
    this.#writeGap = new GrowingGap(options.targetId, options.onGap);
    this.#queue = new LineQueue(options.space);
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
      this.#lateGap.note([timestamp], "writer-closed");
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

  /**
   * Writes what is left and finishes the segment, however long that takes. What is appended meanwhile
   * or later is written as ever.
   */
  finish(): Promise<void> {
    this.#finishing ??= this.#finish().finally(() => {
      this.#finishing = undefined;
    });
    return this.#finishing;
  }

  async #finish(): Promise<void> {
    await this.flush();
    await this.#writeUntil(() => !this.#segment);
  }

  /** The same for the last time. Can be called again; all calls wait for it. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#isClosing = true;
    await this.#finish();
    this.#end();
  }

  /** The same, for a session that ends: a sink that fails is not waited for. */
  closeSoon(): Promise<void> {
    this.#isHurried = true;
    this.#endBackoff();
    return this.close();
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
        if (isLost(cause, write)) this.#beginAnew(write);
        else this.#giveUp(write, cause, 1);
      }
    }
  }

  #end(): void {
    this.#ended = true;
    clearTimeout(this.#flushTimer);
  }

  async #writeUntil(isDone: () => boolean): Promise<void> {
    while (!isDone() && !this.#ended) await this.#write();
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
    const isEnd = this.#isClosing || this.#finishing !== undefined || this.#ended;
    const isLast = this.#queue.first !== undefined || isEnd;
    return first || isLast ? segment.takeWrite(isLast) : undefined;
  }

  #open(first: Line): OpenSegment {
    const { sessionId, targetId, streams } = this.#options;
    this.#number++;
    const ref = { sessionId, targetId, number: this.#number };
    return new OpenSegment(ref, first, this.#options, streams);
  }

  async #send(): Promise<void> {
    const write = this.#plan();
    if (!write) return;
    this.#inFlight = write;
    for (let attempt = 1; !this.#ended; attempt++) {
      try {
        const bytes = await write.chunk.compress();
        // By then closeSync may have written it, and more.
        if (this.#ended) return;
        await this.#options.sink.appendSegment(write.ref, write.offset, bytes);
        if (!this.#ended) this.#commit(write, bytes.length);
        return;
      } catch (cause) {
        if (this.#ended) return;
        if (isLost(cause, write)) return this.#beginAnew(write);
        if (this.#isHopeless(attempt)) return this.#giveUp(write, cause, attempt);
        if (attempt >= MAX_FAILURES)
          this.#tell(stillFailing(write, this.#options.sink.name, cause, attempt));
        await this.#pause(waitMs(attempt, cause));
      }
    }
  }

  /** A sink that failed before does not get to hold up the end, chunk by chunk. */
  #isHopeless(attempt: number): boolean {
    return this.#isHurried && (this.#failing || attempt >= MAX_FAILURES);
  }

  /** A process with nothing else to do ends meanwhile, unless it is the session's end that waits. */
  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      if (!this.#isHurried) timer.unref();
      this.#endBackoff = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** What the sink had of the segment is gone: what was to follow it begins another one. */
  #beginAnew({ lines }: SegmentWrite): void {
    const lost = this.#segment;
    this.#inFlight = undefined;
    this.#segment = undefined;
    this.#queue.putBack(lines);
    if (!lost) return;
    lost.giveUp();
    this.#options.onSegmentLost(lost.entry);
  }

  #commit(write: SegmentWrite, bytes: number): void {
    this.#segment?.commit(write, bytes);
    this.#failing = false;
    this.#writeGap.end();
    this.#settle(write, write.isLast);
  }

  /** Once, until the sink works again. */
  #tell(error: RecordingError): void {
    if (!this.#failing) this.#options.onError(error);
    this.#failing = true;
  }

  #giveUp(write: SegmentWrite, cause: unknown, attempts: number): void {
    const error = givenUp(write, this.#options.sink.name, cause, attempts);
    if (write.lines.length > 0) {
      const timestamps = write.lines.map((line) => line.timestamp);
      this.#writeGap.note(timestamps, "sink-write-failed", error.message);
    }
    this.#tell(error);
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
}
