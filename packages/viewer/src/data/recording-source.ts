import type { Manifest, ManifestSegment } from "@pagereel/protocol";
import type { eventWithTime } from "@rrweb/types";

/** Where one session's manifest and segments come from: a server, or the file that the viewer is in. */
export interface RecordingSource {
  readonly sessionId: string;
  /** @throws ViewerError */
  readManifest(signal: AbortSignal): Promise<Manifest>;
  /**
   * The text of a segment, NDJSON, in pieces that may end anywhere. Of an open segment, what there is.
   *
   * @throws ViewerError where it cannot be had
   */
  readSegment(segment: SegmentId, signal: AbortSignal): AsyncIterable<Uint8Array>;
  /** What happens from now on in a session that is recorded still; absent where nothing can. */
  follow?(signal: AbortSignal): AsyncIterable<LiveNews>;
}

export type SegmentId = Pick<ManifestSegment, "targetId" | "number" | "state">;

/** Of a session that goes on. */
export type LiveNews =
  /**
   * There is a connection. What comes goes on where it ended; else a manifest comes, and all events of
   * the segments that are not closed in it, from their first on.
   */
  | { kind: "start"; isResumed: boolean }
  /** There is none for now, and why; it is tried again. */
  | { kind: "interrupted"; why: string }
  | { kind: "manifest"; manifest: Manifest }
  | { kind: "events"; targetId: string; events: eventWithTime[] }
  | { kind: "end" };
