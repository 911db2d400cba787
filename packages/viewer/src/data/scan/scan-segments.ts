import type { Gap, ManifestSegment } from "@pagereel/protocol";
import { idleTask, Pace } from "../pace.js";
import type { ScanOptions } from "../session-data.js";
import { SegmentProblem } from "../source/segment-problem.js";
import { wait } from "../source/wait.js";
import type { SegmentTexts } from "../text/segment-texts.js";
import { ViewerError } from "../viewer-error.js";
import { readLines } from "../window/event-reader.js";

/** ms before a segment is asked for again where the server could not be reached. */
const RETRY_WAITS_MS = [1000, 3000, 10_000];

const CUT = new SegmentProblem("segment-damaged", "There is nothing left of it.");

/** What a scan works with. */
export interface ScanContext {
  texts: SegmentTexts;
  onGap(gap: Gap): void;
  onTrouble: ScanOptions["onTrouble"];
  /** Resolves when nobody waits for anything else. */
  whenQuiet(): Promise<void>;
  signal: AbortSignal;
}

/**
 * Reads the lines of a segment. What cannot be read of it becomes a gap.
 *
 * @throws ViewerError where it cannot be read, and that may change
 */
export async function* scanSegment(
  segment: ManifestSegment,
  context: ScanContext,
): AsyncGenerator<string[]> {
  let lineCount = 0;
  for (let attempt = 0; ; attempt++) {
    try {
      for await (const lines of readBehind(segment, lineCount, context)) {
        context.onTrouble?.(undefined);
        lineCount += lines.length;
        yield lines;
      }
      // A browser may end a text that is cut as if it were whole.
      if (lineCount === 0 && segment.state === "closed") context.onGap(gapOf(segment, CUT));
      return;
    } catch (error) {
      if (error instanceof SegmentProblem) return context.onGap(gapOf(segment, error));
      await waitOut(error, attempt, context);
      context.signal.throwIfAborted();
    }
  }
}

/** @throws the error, where it does not pass or not soon enough */
async function waitOut(
  error: unknown,
  attempt: number,
  { onTrouble, signal }: ScanContext,
): Promise<void> {
  const isPassing = error instanceof ViewerError && error.canRetry;
  // Who is told can wait as long as it takes.
  const waitMs = RETRY_WAITS_MS[attempt] ?? (onTrouble && RETRY_WAITS_MS.at(-1));
  if (!isPassing || waitMs === undefined) throw error;
  onTrouble?.(error.message);
  await wait(waitMs, signal);
}

/** The lines behind so many. */
async function* readBehind(
  segment: ManifestSegment,
  lineCount: number,
  { texts, whenQuiet, signal }: ScanContext,
): AsyncGenerator<string[]> {
  const pace = new Pace(idleTask);
  let skip = lineCount;
  for await (const { lines } of readLines(texts.stream(segment, signal))) {
    const fresh = skip > 0 ? lines.slice(skip) : lines;
    skip = Math.max(0, skip - lines.length);
    if (fresh.length > 0) yield fresh;
    await pace.breathe();
    await whenQuiet();
    signal.throwIfAborted();
  }
}

function gapOf(
  { targetId, firstTimestamp, lastTimestamp }: ManifestSegment,
  { reason, message }: SegmentProblem,
): Gap {
  return { targetId, from: firstTimestamp, to: lastTimestamp, reason, detail: message };
}
