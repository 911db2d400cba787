import { RecordingError } from "@pagereel/protocol";
import { backoffMs } from "../http/backoff.js";
import type { SegmentWrite } from "./open-segment.js";

/** The longest wait before the next attempt, in ms. */
const MAX_BACKOFF_MS = 5000;

/** A sink may ask for patience, but not for ever. */
const MAX_RETRY_AFTER_MS = 60_000;

/** For a write that is made again and again. */
export function stillFailing(
  write: SegmentWrite,
  sinkName: string,
  cause: unknown,
  attempts: number,
): RecordingError {
  const what =
    "It is tried again while the session lasts; until then events wait in memory, as many as " +
    "limits.maxQueueBytes allows.";
  return failure(write, sinkName, cause, attempts, what);
}

/** For a write that is not made any more. */
export function givenUp(
  write: SegmentWrite,
  sinkName: string,
  cause: unknown,
  attempts: number,
): RecordingError {
  const what =
    write.lines.length > 0
      ? `${write.lines.length} events are missing and the recording is marked partial.`
      : "Only its end mark is missing, its events can be read.";
  return failure(write, sinkName, cause, attempts, what);
}

function failure(
  { ref }: SegmentWrite,
  sinkName: string,
  cause: unknown,
  attempts: number,
  what: string,
): RecordingError {
  return new RecordingError(
    "SINK_WRITE_FAILED",
    `Failed to write segment ${ref.number} of target ${ref.targetId} to ${sinkName}: ` +
      `${cause instanceof Error ? cause.message : String(cause)} (attempts made: ${attempts}). ${what}`,
    { cause },
  );
}

/** Whether what the sink had of the segment is gone. */
export function isLost(cause: unknown, { offset }: SegmentWrite): boolean {
  return offset > 0 && cause instanceof RecordingError && cause.code === "SEGMENT_LOST";
}

/** How long to wait before the next attempt, in ms. */
export function waitMs(attempt: number, cause: unknown): number {
  const { retryAfterMs = 0 } = (cause ?? {}) as { retryAfterMs?: number };
  return Math.max(Math.min(retryAfterMs, MAX_RETRY_AFTER_MS), backoffMs(attempt, MAX_BACKOFF_MS));
}
