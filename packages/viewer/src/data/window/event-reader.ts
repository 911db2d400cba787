import { type Gap, type ManifestSegment, parseEventLine } from "@pagereel/protocol";
import type { eventWithTime } from "@rrweb/types";
import { isTime } from "../is-time.js";
import type { LiveTail } from "../live/live-tail.js";
import { Pace } from "../pace.js";
import { SegmentProblem } from "../source/segment-problem.js";
import { type LineBatch, LineSplitter, offsetsOf } from "../text/line-splitter.js";
import type { SegmentTexts } from "../text/segment-texts.js";
import type { Place, PlacedEvent } from "./place.js";

/** What can be read of a target. */
export interface ReadableTarget {
  /** Ascending. */
  segments: readonly ManifestSegment[];
  /** What follows them, while it is recorded. */
  tail: LiveTail | undefined;
  /** Whether there will be one, of which nothing is known yet. */
  awaitsTail: boolean;
}

/** Events are missing here: those that follow are of use from the next full snapshot on. */
export interface Loss {
  gap: Gap;
}

/** Reads the events of a target's segments, as they are written, in slices of a few ms. @throws ViewerError */
export async function* readEvents(
  { segments }: ReadableTarget,
  from: Place,
  texts: SegmentTexts,
  signal: AbortSignal,
): AsyncGenerator<PlacedEvent[] | Loss> {
  const pace = new Pace();
  let before: ManifestSegment | undefined;
  for (const segment of segments) {
    if (segment.number < from.number) continue;
    if (before && segment.number !== before.number + 1) yield lossBetween(before, segment);
    const offset = segment.number === from.number ? from.offset : 0;
    yield* readSegment({ segment, offset, texts, pace, signal });
    before = segment;
  }
}

async function* readSegment({
  segment,
  offset,
  texts,
  pace,
  signal,
}: {
  segment: ManifestSegment;
  offset: number;
  texts: SegmentTexts;
  pace: Pace;
  signal: AbortSignal;
}): AsyncGenerator<PlacedEvent[] | Loss> {
  let last: number | undefined;
  let problem: SegmentProblem | undefined;
  try {
    for await (const batch of readLines(texts.read(segment, { offset, signal }), offset)) {
      for await (const placed of parseLines(batch, segment.number, pace)) {
        for (const { event } of placed) last = Math.max(event.timestamp, last ?? event.timestamp);
        yield placed;
      }
    }
  } catch (error) {
    if (!(error instanceof SegmentProblem)) throw error;
    problem = error;
  }
  const isCut = segment.state === "closed" && (last ?? -Infinity) < segment.lastTimestamp;
  if (problem || isCut) yield lossIn(segment, last, problem);
}

/** Lines of a text whose first piece is at an offset. */
export async function* readLines(
  pieces: AsyncIterable<Uint8Array>,
  offset = 0,
): AsyncGenerator<LineBatch> {
  const splitter = new LineSplitter(offset);
  for await (const piece of pieces) {
    const batch = splitter.push(piece);
    if (batch) yield batch;
  }
  const rest = splitter.end();
  if (rest) yield rest;
}

async function* parseLines(
  batch: LineBatch,
  number: number,
  pace: Pace,
): AsyncGenerator<PlacedEvent[]> {
  const offsets = offsetsOf(batch);
  let placed: PlacedEvent[] = [];
  for (const [i, line] of batch.lines.entries()) {
    const event = parseEventLine(line);
    if (event && isPlayable(event)) {
      placed.push({ event, place: { number, offset: offsets[i] ?? batch.offset } });
    }
    if (!pace.isOver) continue;
    yield placed;
    placed = [];
    await pace.breathe();
  }
  yield placed;
}

/** All kinds that the replayer looks into have an object as their data. */
export function isPlayable({ timestamp, data }: eventWithTime): boolean {
  return isTime(timestamp) && typeof data === "object" && data !== null;
}

function lossBetween(before: ManifestSegment, after: ManifestSegment): Loss {
  const { targetId, lastTimestamp } = before;
  return {
    gap: {
      targetId,
      from: lastTimestamp,
      to: after.firstTimestamp,
      reason: "segment-missing",
      detail: "A part of the recording is missing.",
    },
  };
}

function lossIn(
  { targetId, firstTimestamp, lastTimestamp }: ManifestSegment,
  last: number | undefined,
  problem: SegmentProblem | undefined,
): Loss {
  const from = last ?? firstTimestamp;
  return {
    gap: {
      targetId,
      from,
      to: Math.max(from, lastTimestamp),
      reason: problem?.reason ?? "segment-damaged",
      detail: problem?.message ?? "The end of a part of the recording is missing.",
    },
  };
}
