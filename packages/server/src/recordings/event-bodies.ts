import type { Gap } from "@pagereel/core";
import type { EventRun } from "@pagereel/core/adapter";

/** Characters that are sent together: events alone are small. */
const PIECE_LENGTH = 64 * 1024;

/** What was found to be missing is told; a recording of nothing but holes need not tell each one. */
const MAX_MESSAGES = 100;

type Event = EventRun["events"][number];

/**
 * The recording in Cloudflare's envelope, piece by piece. What is only known after the last event
 * comes after it.
 *
 * @param runs - target by target
 * @param gaps - filled while the runs are read
 */
export async function* recordingJson(
  sessionId: string,
  runs: AsyncIterable<EventRun>,
  gaps: readonly Gap[],
): AsyncGenerator<string, void, undefined> {
  const span = new Span();
  let target: string | undefined;
  yield `{"success":true,"errors":[],"result":{"sessionId":${JSON.stringify(sessionId)},"events":{`;
  for await (const { targetId, events } of runs) {
    span.add(events);
    const isNext = targetId !== target;
    const opening = `${target === undefined ? "" : "],"}${JSON.stringify(targetId)}:[`;
    const list = events.map((event) => JSON.stringify(event)).join(",\n");
    yield isNext ? opening + list : `,\n${list}`;
    target = targetId;
  }
  const end = target === undefined ? "" : "]";
  yield `${end}},"duration":${span.duration}},"messages":${JSON.stringify(toMessages(gaps))}}\n`;
}

/** The recording as lines, each `{"targetId", "event"}`. */
export async function* recordingLines(
  runs: AsyncIterable<EventRun>,
): AsyncGenerator<string, void, undefined> {
  for await (const { targetId, events } of runs) {
    yield events.map((event) => `${JSON.stringify({ targetId, event })}\n`).join("");
  }
}

/** Joins small pieces of text. */
export async function* inPieces(
  texts: AsyncIterable<string>,
): AsyncGenerator<string, void, undefined> {
  let piece = "";
  for await (const text of texts) {
    piece += text;
    if (piece.length < PIECE_LENGTH) continue;
    yield piece;
    piece = "";
  }
  if (piece !== "") yield piece;
}

/** The time from the first to the last of some events. */
class Span {
  #first = Infinity;
  #last = -Infinity;

  add(events: Event[]): void {
    for (const { timestamp } of events) {
      this.#first = Math.min(this.#first, timestamp);
      this.#last = Math.max(this.#last, timestamp);
    }
  }

  /** ms */
  get duration(): number {
    return Math.max(0, this.#last - this.#first);
  }
}

/** The details of these gaps are of the store, and may name its files: they are left out. */
function toMessages(gaps: readonly Gap[]) {
  return gaps.slice(0, MAX_MESSAGES).map(({ targetId, from, to, reason }) => ({
    code: 206,
    reason,
    message: `Events of target ${targetId} from ${from} to ${to} (ms since the epoch) are missing: ${reason}.`,
  }));
}
