import {
  type EndReason,
  type Gap,
  type Manifest,
  type ManifestSegment,
  type ManifestTarget,
  RecordingError,
} from "@pagereel/protocol";
import { v7 as uuidv7 } from "uuid";
import type { ResolvedOptions } from "../options.js";
import type { Sink } from "../stores/store.js";
import { withTimeout } from "../with-timeout.js";
import { CompressorStreams } from "./compressor-streams.js";
import { ManifestWriter } from "./manifest-writer.js";
import { onProcessExit } from "./process-exit.js";
import { QueueSpace } from "./queue-space.js";
import { Scrubber } from "./scrubber.js";
import { SegmentWriter } from "./segment-writer.js";
import {
  addGap,
  addLimit,
  addUrl,
  cut,
  isTooShort,
  lastSegmentNumber,
  newManifest,
  putSegment,
  putTarget,
  removeSegment,
} from "./session-manifest.js";
import { type TargetOutput, TargetRecording } from "./target-recording.js";

/** A sink that does not answer holds up the end of a session, and the user's close(), this long. */
const CLOSE_TIMEOUT_MS = 10_000;

/** A sink that takes longer for the first manifest is taken for one that never will. */
const START_TIMEOUT_MS = 10_000;

/** ms. What frames in processes of their own said last can come behind the news that their page closed. */
const LAST_WORDS_MS = 1000;

/** The limits at which a recording ends. */
const LIMIT_OF_REASON: Partial<Record<EndReason, string>> = {
  "max-duration": "maxDurationMs",
  "max-bytes": "maxRecordingBytes",
};

/** A target as its browser describes it. */
export interface TargetDescription {
  targetId: string;
  openerId?: string;
}

interface OpenTarget {
  entry: ManifestTarget;
  recording: TargetRecording;
  writer: SegmentWriter;
}

/** One recorded browser: its targets, and the manifest that names them. */
export class RecordingSession {
  private readonly manifest: Manifest;
  private readonly manifestWriter: ManifestWriter;
  private readonly targets = new Map<string, OpenTarget>();
  private readonly scrubber: Scrubber;
  private readonly space: QueueSpace;
  private readonly streams = new CompressorStreams();
  private readonly stopWatchingExit: () => void;
  private stopTimer: NodeJS.Timeout | undefined;
  private ended: Promise<void> | undefined;

  private constructor(
    readonly options: ResolvedOptions,
    client: Record<string, string>,
    readonly sessionId: string,
  ) {
    this.scrubber = new Scrubber(options.secrets);
    const metadata = this.scrubber.value(options.metadata);
    this.manifest = newManifest(this.sessionId, { ...options, metadata }, client);
    this.space = new QueueSpace(options.limits.maxQueueBytes, () => this.onSpaceChanged());
    this.manifestWriter = new ManifestWriter(options.sink, this.manifest, options.onError);
    this.stopWatchingExit = onProcessExit(() => this.endSync());
  }

  /**
   * Writes the first manifest, so that a crash at any time leaves something readable.
   *
   * @param client - versions of what records, for the manifest
   * @param onMaxDuration - called after `maxDurationMs`; it should end the session
   * @param sessionId - a UUID of version 7; a new one unless told
   * @throws RecordingError `SINK_WRITE_FAILED`
   */
  static async start(
    options: ResolvedOptions,
    client: Record<string, string>,
    onMaxDuration: () => void,
    sessionId: string = uuidv7(),
  ): Promise<RecordingSession> {
    const session = new RecordingSession(options, client, sessionId);
    try {
      await session.writeFirstManifest();
    } catch (error) {
      session.stopWatchingExit();
      throw unwritable(options.sink, error);
    }
    session.manifestWriter.keepFresh();
    // Not before: its owner has no session that it could end.
    session.stopTimer = setTimeout(onMaxDuration, options.maxDurationMs).unref();
    return session;
  }

  private async writeFirstManifest(): Promise<void> {
    let isWritten = false;
    const writing = this.options.sink.writeManifest(this.manifest).then(() => {
      isWritten = true;
    });
    await withTimeout(writing, START_TIMEOUT_MS);
    if (!isWritten) throw new Error(`it did not answer within ${START_TIMEOUT_MS / 1000} s`);
  }

  private onSpaceChanged(): void {
    for (const { recording } of this.targets.values()) recording.onSpaceChanged(this.space);
  }

  /** The recording of a target; begun at the first call. */
  target({ targetId, openerId }: TargetDescription): TargetRecording {
    const open = this.targets.get(targetId) ?? this.openTarget(targetId, openerId);
    // One that was closed is back.
    delete open.entry.closedAt;
    return open.recording;
  }

  describeTarget(targetId: string, description: { url?: string; title?: string }): void {
    const entry = this.targets.get(targetId)?.entry;
    if (!entry) return;
    if (description.title) entry.title = cut(this.scrubber.text(description.title));
    if (description.url) this.addUrl(entry, Date.now(), description.url);
    this.manifestWriter.schedule();
  }

  closeTarget(targetId: string): void {
    const target = this.targets.get(targetId);
    if (!target || target.entry.closedAt !== undefined) return;
    target.entry.closedAt = Date.now();
    target.recording.close();
    this.manifestWriter.schedule();
    void target.writer.flush();
    setTimeout(() => void this.release(target), LAST_WORDS_MS).unref();
  }

  /** Holds nothing more of a target that is closed: a session can have any number of them. */
  private async release({ entry, writer }: OpenTarget): Promise<void> {
    while (!this.ended && entry.closedAt !== undefined) {
      // As long as the sink is away; it can come back meanwhile, or have more to say.
      await writer.finish();
      if (writer.pendingBytes === 0) break;
    }
    if (this.ended || entry.closedAt === undefined) return;
    this.targets.delete(entry.targetId);
    await writer.close();
  }

  /** @param gap - kept: its `to` may grow later */
  addGap(gap: Gap): void {
    if (gap.detail !== undefined) gap.detail = this.scrubber.text(gap.detail);
    addGap(this.manifest, gap);
    this.manifestWriter.schedule();
  }

  private addLimit(limit: string): void {
    addLimit(this.manifest, limit);
    this.manifestWriter.schedule();
  }

  /** Something in recording failed; the automation goes on. */
  reportError(error: Error): void {
    this.options.onError(error);
  }

  /** Writes all that came and the final manifest. Later calls wait for the first one. */
  end(reason: EndReason): Promise<void> {
    this.ended ??= this.finalize(reason);
    return this.ended;
  }

  private async finalize(reason: EndReason): Promise<void> {
    clearTimeout(this.stopTimer);
    this.manifest.reason = reason;
    const targets = [...this.targets.values()];
    for (const { recording } of targets) recording.close();
    const closing = targets.map(({ writer }) => writer.closeSoon());
    await withTimeout(Promise.all(closing), CLOSE_TIMEOUT_MS);
    for (const target of targets) this.giveUp(target);
    this.streams.close();
    this.conclude();
    const patience = new AbortController();
    await withTimeout(this.bringHome(patience.signal), CLOSE_TIMEOUT_MS);
    patience.abort();
    this.stopWatchingExit();
  }

  /** @param signal - aborts when nobody waits for it any more */
  private async bringHome(signal: AbortSignal): Promise<void> {
    await this.manifestWriter.close();
    try {
      await this.options.sink.flush?.(this.sessionId, signal);
    } catch (error) {
      this.reportError(error as Error);
    }
  }

  /** What a sink that does not answer left open is written without waiting, or is a gap. */
  private giveUp({ entry: { targetId, openedAt }, writer }: OpenTarget): void {
    writer.closeSync();
    if (writer.pendingBytes === 0) return;
    const written = this.manifest.segments.findLast((segment) => segment.targetId === targetId);
    const from = written?.lastTimestamp ?? openedAt;
    this.addGap({ targetId, from, to: Date.now(), reason: "sink-timeout" });
  }

  /** The same for a process that is exiting and waits for nothing. */
  private endSync(): void {
    this.manifest.reason ??= "process-exit";
    for (const { recording, writer } of this.targets.values()) {
      recording.close();
      writer.closeSync();
    }
    this.conclude();
    this.manifestWriter.closeSync();
  }

  private conclude(): void {
    const { manifest } = this;
    manifest.endedAt = Date.now();
    manifest.state = manifest.gaps.length > 0 ? "partial" : "final";
    manifest.tooShort = isTooShort(manifest.duration);
    const limit = manifest.reason && LIMIT_OF_REASON[manifest.reason];
    if (limit) addLimit(manifest, limit);
  }

  private openTarget(targetId: string, openerId: string | undefined): OpenTarget {
    const entry = putTarget(this.manifest, targetId, openerId);
    const writer = new SegmentWriter({
      sink: this.options.sink,
      space: this.space,
      streams: this.streams,
      sessionId: this.sessionId,
      targetId,
      lastNumber: lastSegmentNumber(this.manifest, targetId),
      onSegment: (segment) => this.putSegment(segment),
      onSegmentLost: (segment) => this.onSegmentLost(segment),
      onGap: (gap) => this.addGap(gap),
      onError: (error) => this.reportError(error),
    });
    const output: TargetOutput = {
      write: (text, timestamp, startsSnapshot) => {
        if (!this.ended) writer.append(this.scrubber.line(text), timestamp, startsSnapshot);
      },
      onUrl: (timestamp, url) => this.addUrl(entry, timestamp, url),
      onGap: (gap) => this.addGap(gap),
      onLimit: (limit) => this.addLimit(limit),
    };
    const { checkout, limits } = this.options;
    const { space } = this;
    const recording = new TargetRecording(output, { targetId, checkout, limits, space });
    const target = { entry, recording, writer };
    this.targets.set(targetId, target);
    // At once: after a crash a reader finds only the targets that the manifest names.
    void this.manifestWriter.write();
    return target;
  }

  private addUrl(entry: ManifestTarget, timestamp: number, url: string): void {
    addUrl(this.manifest, entry, timestamp, this.scrubber.text(url));
  }

  private putSegment(segment: ManifestSegment): void {
    putSegment(this.manifest, segment);
    this.manifestWriter.schedule();
  }

  /** What had been written of it was deleted: the store's directory, say, while we write. */
  private onSegmentLost(segment: ManifestSegment): void {
    removeSegment(this.manifest, segment);
    const { targetId, firstTimestamp: from, lastTimestamp: to } = segment;
    const detail = `segment ${segment.number} was deleted or cut while it was being written`;
    this.addGap({ targetId, from, to, reason: "segment-lost", detail });
    this.targets.get(targetId)?.recording.onLoss();
  }
}

function unwritable({ name }: Sink, cause: unknown): unknown {
  if (cause instanceof RecordingError) return cause;
  return new RecordingError(
    "SINK_WRITE_FAILED",
    `Failed to write the first manifest to ${name}: ${(cause as Error).message}. ` +
      `Nothing can be recorded: mend the sink, or launch without recording.`,
    { cause },
  );
}
