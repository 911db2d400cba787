import { type Manifest, RecordingError } from "@pagereel/protocol";
import type { Sink } from "../stores/store.js";

/** A manifest is small, but a page that changes all the time would have it rewritten all the time. */
const MIN_INTERVAL_MS = 500;

/** Keeps the stored manifest up to date: one write at a time, the newest state each time. */
export class ManifestWriter {
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> | undefined;
  private isStale = false;
  private closed = false;

  constructor(
    private readonly sink: Sink,
    private readonly manifest: Manifest,
    private readonly onError: (error: Error) => void,
  ) {}

  /** Writes it within `MIN_INTERVAL_MS`. */
  schedule(): void {
    if (this.closed) return;
    this.timer ??= setTimeout(() => void this.write(), MIN_INTERVAL_MS).unref();
  }

  /** Writes it at once; a call during a write waits for one more. */
  write(): Promise<void> {
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
    this.closed = true;
    await this.write();
  }

  /** The same without waiting, where the sink can. */
  closeSync(): void {
    this.closed = true;
    clearTimeout(this.timer);
    try {
      this.sink.sync?.writeManifest(this.manifest);
    } catch (error) {
      this.onError(this.failure(error));
    }
  }

  private async writeWhileStale(): Promise<void> {
    while (this.isStale) {
      this.isStale = false;
      try {
        await this.sink.writeManifest(this.manifest);
      } catch (error) {
        this.onError(this.failure(error));
      }
    }
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
