import { type Manifest, RecordingError } from "@pagereel/protocol";
import { backoffMs } from "../http/backoff.js";
import { Pause } from "./pause.js";
import type { SegmentRef, Sink, SinkPacing } from "./store.js";
import { keyOf, TeeRecord } from "./tee-record.js";
import { Waiting } from "./waiting.js";

/** The longest wait of a lane whose sink fails, in ms. */
const MAX_BACKOFF_MS = 10_000;

/** Of a sink that does not say. */
const DEFAULT_PACING: SinkPacing = {
  flushIntervalMs: 50,
  chunkBytes: 64 * 1024,
  manifestIntervalMs: 500,
};

/** Bytes that wait for one sink, of all sessions. */
export interface LaneSpace {
  usedBytes: number;
  readonly maxBytes: number;
}

/** Bytes that wait to be written to one segment. */
interface Pending {
  ref: SegmentRef;
  offset: number;
  chunks: Uint8Array[];
}

export interface TeeLaneOptions {
  sink: Sink;
  space: LaneSpace;
  /** Called when the session has ended and all of it is written. */
  onEnd: () => void;
}

/**
 * Brings one session to one sink, in its own time.
 *
 * Nothing it does throws or makes the caller wait, but for `flush`. What the sink does not take is
 * tried again; what finds no room meanwhile is missing at this sink, and its manifest says so.
 */
export class TeeLane {
  readonly #options: TeeLaneOptions;
  readonly #pacing: SinkPacing;
  readonly #record = new TeeRecord();
  /** By segment; the one that has waited the longest first. */
  readonly #pending = new Map<string, Pending>();
  readonly #flushes = new Waiting();
  #inFlight: Pending | undefined;
  #manifest: Manifest | undefined;
  #manifestAt = -Infinity;
  #isRunning = false;
  /** While more may come that can be written together. */
  readonly #pace = new Pause();
  /** While the sink fails. */
  readonly #backoff = new Pause();

  constructor(options: TeeLaneOptions) {
    this.#options = options;
    this.#pacing = options.sink.pacing ?? DEFAULT_PACING;
  }

  append(ref: SegmentRef, offset: number, chunk: Uint8Array): void {
    const { space, sink } = this.#options;
    const bytes = this.#record.newBytes(ref, offset, chunk);
    if (!bytes) return;
    if (space.usedBytes + bytes.length > space.maxBytes) {
      const waiting = `${space.usedBytes} bytes waited for the ${sink.name}`;
      this.#record.breakOff(ref, `${waiting}, and no more may`);
      return;
    }
    space.usedBytes += bytes.length;
    this.#push(ref, this.#record.accept(ref, bytes.length), bytes);
    this.#start();
    if (this.#waitMs() === 0) this.#pace.end();
  }

  /** @param manifest - not to be changed any more */
  writeManifest(manifest: Manifest): void {
    this.#record.observe(manifest);
    this.#manifest = manifest;
    this.#start();
    if (this.#waitMs() === 0) this.#pace.end();
  }

  /** Resolves when all that came so far is in the sink, and where that brings it, or the signal aborts. */
  async flush(sessionId: string, signal?: AbortSignal): Promise<void> {
    if (this.#isRunning) {
      const flushed = this.#flushes.add(signal, () => this.#onLeave());
      this.#pace.end();
      this.#backoff.end();
      await flushed;
    }
    await this.#options.sink.flush?.(sessionId, signal);
  }

  /** A process that waited, and has nothing else to do, may end. */
  #onLeave(): void {
    if (this.#flushes.isEmpty) this.#backoff.release();
  }

  /** Writes all that waits without waiting, where the sink can. */
  flushSync(): void {
    const { sync } = this.#options.sink;
    if (!sync) return;
    const pending = [...(this.#inFlight ? [this.#inFlight] : []), ...this.#pending.values()];
    for (const { ref, offset, chunks } of pending) {
      try {
        const bytes = Buffer.concat(chunks);
        sync.appendSegment(ref, offset, bytes);
        this.#record.commit(ref, offset + bytes.length);
      } catch (cause) {
        this.#record.breakOff(ref, messageOf(cause));
      }
    }
    this.#dropPending();
    if (!this.#manifest) return;
    try {
      sync.writeManifest(this.#record.cut(this.#manifest));
    } catch {
      // It is still to be written, should the process go on after all.
    }
  }

  get #pendingBytes(): number {
    let bytes = 0;
    for (const { chunks } of this.#pending.values()) bytes += lengthOf(chunks);
    return bytes;
  }

  #push(ref: SegmentRef, offset: number, bytes: Uint8Array): void {
    const key = keyOf(ref);
    const pending = this.#pending.get(key) ?? { ref, offset, chunks: [] };
    pending.chunks.push(bytes);
    this.#pending.set(key, pending);
  }

  #start(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    void this.#run();
  }

  async #run(): Promise<void> {
    while (this.#pending.size > 0 || this.#manifest) {
      const waitMs = this.#waitMs();
      if (waitMs > 0) await this.#pace.wait(waitMs, false);
      for (const [key, pending] of [...this.#pending]) {
        // It may have been written, or dropped, while those before it were.
        if (this.#pending.get(key) === pending) await this.#write(pending);
      }
      if (this.#manifest && this.#isManifestDue(this.#manifest)) {
        await this.#writeManifest(this.#manifest);
      }
    }
    this.#isRunning = false;
    this.#flushes.resolveAll();
  }

  #waitMs(): number {
    const isHurried = !this.#flushes.isEmpty || (this.#manifest && isFinal(this.#manifest));
    if (isHurried || this.#pendingBytes >= this.#pacing.chunkBytes) return 0;
    if (this.#pending.size > 0) return this.#pacing.flushIntervalMs;
    return Math.max(0, this.#manifestAt + this.#pacing.manifestIntervalMs - performance.now());
  }

  /** One that says that the session has ended comes behind all of it. */
  #isManifestDue(manifest: Manifest): boolean {
    if (isFinal(manifest)) return this.#pending.size === 0;
    return (
      !this.#flushes.isEmpty ||
      this.#manifestAt + this.#pacing.manifestIntervalMs <= performance.now()
    );
  }

  async #write(pending: Pending): Promise<void> {
    const { sink, space } = this.#options;
    const { ref, offset } = pending;
    // What comes from now on is another write: this one may be made again, and has the same bytes then.
    this.#pending.delete(keyOf(ref));
    this.#inFlight = pending;
    const bytes = Buffer.concat(pending.chunks);
    try {
      await this.#untilItSucceeds(() => sink.appendSegment(ref, offset, bytes));
      this.#record.commit(ref, offset + bytes.length);
    } catch (cause) {
      this.#giveUp(ref, cause);
    }
    this.#inFlight = undefined;
    space.usedBytes -= bytes.length;
  }

  async #writeManifest(manifest: Manifest): Promise<void> {
    const { sink, onEnd } = this.#options;
    try {
      await this.#untilItSucceeds(() => sink.writeManifest(this.#record.cut(manifest)));
    } catch {
      // The sink will not take this one, whatever is done; the next may be another.
    }
    this.#manifestAt = performance.now();
    if (this.#manifest !== manifest) return;
    this.#manifest = undefined;
    if (isFinal(manifest) && this.#pending.size === 0) onEnd();
  }

  /** @throws the sink's error, where trying again cannot help */
  async #untilItSucceeds(write: () => Promise<void>): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await write();
      } catch (cause) {
        if (isHopeless(cause)) throw cause;
        // A process with nothing else to do ends meanwhile, unless someone waits for a flush.
        await this.#backoff.wait(backoffMs(attempt, MAX_BACKOFF_MS), !this.#flushes.isEmpty);
      }
    }
  }

  #giveUp(ref: SegmentRef, cause: unknown): void {
    const isLost = (cause as RecordingError).code === "SEGMENT_LOST";
    if (isLost) this.#record.lose(ref, messageOf(cause));
    else this.#record.breakOff(ref, messageOf(cause));
    const rest = this.#pending.get(keyOf(ref));
    this.#pending.delete(keyOf(ref));
    if (rest) this.#options.space.usedBytes -= lengthOf(rest.chunks);
  }

  #dropPending(): void {
    this.#options.space.usedBytes -= this.#pendingBytes;
    this.#pending.clear();
  }
}

function isFinal({ state }: Manifest): boolean {
  return state !== "recording";
}

/** What a sink says of a failure of its own can pass; what it says of the request stays so. */
function isHopeless(cause: unknown): boolean {
  return (
    cause instanceof RecordingError && /^(SEGMENT_LOST$|INVALID_|UNSUPPORTED_)/.test(cause.code)
  );
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

function lengthOf(chunks: Uint8Array[]): number {
  return chunks.reduce((sum, { length }) => sum + length, 0);
}
