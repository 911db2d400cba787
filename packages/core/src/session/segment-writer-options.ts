import type { Gap, ManifestSegment, RecordingError } from "@pagereel/protocol";
import type { Sink } from "../stores/store.js";
import { CompressorStreams } from "./compressor-streams.js";
import type { QueueSpace } from "./queue-space.js";

/** What a segment writer needs; the numbers have defaults. */
export interface SegmentWriterOptions {
  sink: Sink;
  /** What waits for the sink counts there. */
  space: QueueSpace;
  /** Those of the session, or its own. */
  streams?: CompressorStreams;
  sessionId: string;
  targetId: string;
  /**
   * Called when a segment has its first bytes in the sink, when it has more, and when nothing more
   * comes, each time with a new object. A segment that could not be finished is `closed` without a
   * `crc32`; what it has can be read.
   */
  onSegment(segment: ManifestSegment): void;
  /** What the sink had of a segment is gone: called after its last `onSegment`. */
  onSegmentLost(segment: ManifestSegment): void;
  /**
   * Called once a gap, as it begins. While it lasts, its `to` grows: the same object says so.
   * Reasons: `sink-write-failed`, `segment-lost`, `writer-closed`.
   */
  onGap(gap: Gap): void;
  /** `SINK_WRITE_FAILED`, once until a write succeeds again. */
  onError(error: RecordingError): void;
  /** The number of the target's newest segment, where it has some already; 0 unless told. */
  lastNumber?: number;
  /** Longest time in ms that an event waits for others to be written with; the sink's, or 40. */
  flushIntervalMs?: number;
  /** Bytes of text that are written without waiting for others; the sink's, or 64 kB. */
  chunkBytes?: number;
  /** Bytes of text after which a segment ends; 12 MB unless told. */
  maxSegmentBytes?: number;
  /** ms after which a segment ends; 360,000 unless told. */
  maxSegmentMs?: number;
}

const DEFAULTS = {
  lastNumber: 0,
  flushIntervalMs: 40,
  chunkBytes: 64 * 1024,
  maxSegmentBytes: 12 * 1024 * 1024,
  maxSegmentMs: 360_000,
};

/** Fills in the defaults. */
export function withDefaults(options: SegmentWriterOptions): Required<SegmentWriterOptions> {
  return { ...DEFAULTS, streams: new CompressorStreams(), ...options.sink.pacing, ...options };
}
