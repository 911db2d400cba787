import { setTimeout as delay } from "node:timers/promises";
import { type Manifest, RecordingError } from "@pagereel/protocol";
import type { Sink } from "../stores/store.js";

/** A manifest is small, but a page that changes all the time would have it rewritten all the time. */
const MIN_INTERVAL_MS = 500;

/** ms after which it is written though nothing has changed: it shows that someone still records. */
export const FRESH_MS = 10_000;

/** ms before the second and the third attempt at the last one. */
const LAST_BACKOFF_MS = [100, 500];

/** Keeps the stored manifest up to date: one write at a time, the newest state each time. */
export class ManifestWriter {
  private timer: NodeJS.Timeout | undefined;
  private freshTimer: NodeJS.Timeout | undefined;
  private writing: Promise<void> | undefined;
  private isStale = false;
  private closed = false;
  private hasFailed = false;

  constructor(
    private readonly sink: Sink,
    private readonly manifest: Manifest,
    private readonly onError: (error: Error) => void,
  ) {}

  /** Writes it soon. */
  schedule(): void {
    if (this.closed) return;
    const intervalMs = this.sink.pacing?.manifestIntervalMs ?? MIN_INTERVAL_MS;
    this.timer ??= setTimeout(() => void this.write(), intervalMs).unref();
  }

  /** Writes it again and again until it is closed, also after a write that failed. */
  keepFresh(): void {
    this.freshTimer = setInterval(() => this.schedule(), FRESH_MS).unref();
  }

  /** Writes it at once; a call during a write waits for one more. After `close` it does nothing. */
  async write(): Promise<void> {
    if (!this.closed) await this.writeNow();
  }

  private writeNow(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.isStale = true;
    this.writing ??= this.writeWhileStale().finally(() => {
      this.writing = undefined;
    });
    return this.writing;
  }

  /** Writes it for the last time. */
  async close(): Promise<void> {
    this.end();
    for (const backoffMs of LAST_BACKOFF_MS) {
      await this.writeNow();
      if (!this.hasFailed) return;
      await delay(backoffMs);
    }
    await this.writeNow();
  }

  private end(): void {
    this.closed = true;
    clearTimeout(this.timer);
    clearInterval(this.freshTimer);
  }

  /** The same without waiting, where the sink can. */
  closeSync(): void {
    this.end();
    try {
      this.sink.sync?.writeManifest(this.stamped());
    } catch (error) {
      this.onError(this.failure(error));
    }
  }

  private async writeWhileStale(): Promise<void> {
    while (this.isStale) {
      this.isStale = false;
      try {
        await this.sink.writeManifest(this.stamped());
        this.hasFailed = false;
      } catch (error) {
        // Once, until one has been written again.
        if (!this.hasFailed) this.onError(this.failure(error));
        this.hasFailed = true;
      }
    }
  }

  private stamped(): Manifest {
    this.manifest.updatedAt = Date.now();
    return this.manifest;
  }

  private failure(cause: unknown): RecordingError {
    return new RecordingError(
      "SINK_WRITE_FAILED",
      `Failed to write the manifest of session ${this.manifest.sessionId} to ${this.sink.name}: ` +
        `${(cause as Error).message}. The segments are kept; the manifest is that of the last write.`,
      { cause },
    );
  }
}
