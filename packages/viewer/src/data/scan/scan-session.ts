import type { ManifestSegment } from "@pagereel/protocol";
import type { eventWithTime } from "@rrweb/types";
import type { LiveTails } from "../live/live-tails.js";
import { idleTask, Pace } from "../pace.js";
import type { ScannedLines } from "../session-data.js";
import { type ScanContext, scanSegment } from "./scan-segments.js";

/** What is to be scanned. */
export interface ScannedSession {
  /** Those that are read from the source, of all targets, as it is now. */
  segments(): ManifestSegment[];
  /** Of a session that is recorded still. */
  tails: LiveTails | undefined;
  /** Resolves when the tails have begun, or there will be none. */
  whenBegun(signal: AbortSignal): Promise<void>;
  /** Resolves when the session has ended. */
  ended: Promise<void>;
}

/** Reads the lines of a session. @throws ViewerError */
export async function* scanSession(
  session: ScannedSession,
  context: ScanContext,
  followsLive: boolean,
): AsyncGenerator<ScannedLines> {
  const done = new Set<string>();
  for (;;) {
    const rest = session.segments().filter((segment) => !done.has(keyOf(segment)));
    if (rest.length > 0) yield* scanAll(rest, done, context);
    else if (!session.tails || session.tails.isBegun) break;
    else await session.whenBegun(context.signal);
  }
  if (session.tails) yield* scanTails(session, session.tails, context, followsLive);
}

/** Segments may have closed meanwhile: the caller looks again. */
async function* scanAll(
  segments: ManifestSegment[],
  done: Set<string>,
  context: ScanContext,
): AsyncGenerator<ScannedLines> {
  segments.sort((a, b) => a.firstTimestamp - b.firstTimestamp);
  const total = segments.reduce((sum, { bytes }) => sum + weightOf(bytes), 0);
  let read = 0;
  for (const [i, segment] of segments.entries()) {
    const { targetId, firstTimestamp: doneUntil } = segment;
    const progress = read / total;
    for await (const lines of scanSegment(segment, context)) {
      yield { targetId, lines, progress, doneUntil };
    }
    done.add(keyOf(segment));
    read += weightOf(segment.bytes);
    const next = segments[i + 1]?.firstTimestamp ?? Infinity;
    yield { targetId, lines: [], progress: Math.min(1, read / total), doneUntil: next };
  }
}

async function* scanTails(
  session: ScannedSession,
  tails: LiveTails,
  { signal }: ScanContext,
  followsLive: boolean,
): AsyncGenerator<ScannedLines> {
  const queue: { targetId: string; events: eventWithTime[] }[] = [];
  let change = Promise.withResolvers<void>();
  const unfollow = tails.follow((targetId, events) => {
    queue.push({ targetId, events });
    change.resolve();
  });
  let hasEnded = !followsLive;
  const end = () => {
    hasEnded = true;
    change.resolve();
  };
  void session.ended.then(end);
  signal.addEventListener("abort", end, { once: true });
  try {
    while (queue.length > 0 || !hasEnded) {
      if (queue.length === 0) await change.promise;
      signal.throwIfAborted();
      change = Promise.withResolvers<void>();
      for (const { targetId, events } of queue.splice(0)) yield* linesOf(targetId, events);
      if (hasEnded && queue.length > 0) change.resolve();
    }
  } finally {
    signal.removeEventListener("abort", end);
    unfollow();
  }
}

/** Events that came as objects, some at a time. */
async function* linesOf(targetId: string, events: eventWithTime[]): AsyncGenerator<ScannedLines> {
  const pace = new Pace(idleTask);
  let lines: string[] = [];
  for (const event of events) {
    lines.push(JSON.stringify(event));
    if (!pace.isOver) continue;
    yield { targetId, lines, progress: 1, doneUntil: Infinity };
    lines = [];
    await pace.breathe();
  }
  if (lines.length > 0) yield { targetId, lines, progress: 1, doneUntil: Infinity };
}

function keyOf({ targetId, number }: ManifestSegment): string {
  return `${targetId}/${number}`;
}

/** A segment of which nothing is known takes some time, too. */
function weightOf(bytes: number): number {
  return Number.isFinite(bytes) ? Math.max(1, bytes) : 1;
}
