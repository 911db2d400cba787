import type { Recording } from "@pagereel/protocol";
import { durationOf, EventLists, sortEvents } from "./event-lists.js";
import type { HttpSource } from "./fetch-options.js";
import { maxJsonBytes } from "./heap-room.js";
import { parseAnswer } from "./parse-answer.js";
import { RecordingParser } from "./recording-parser.js";

/**
 * Reads a server's answer as a whole.
 *
 * One that is so long that its values might not fit in memory is read as it comes, which takes four
 * times as long.
 *
 * @throws RequestFailure for an envelope without success, RecordingError `INVALID_RECORDING`
 */
export async function readAnswer(
  response: Response,
  sessionId: string,
  source: HttpSource,
  maxBytes: number = maxJsonBytes(),
): Promise<Recording> {
  const start: Uint8Array[] = [];
  let bytes = 0;
  let long: LongAnswer | undefined;
  for await (const piece of response.body ?? []) {
    bytes += piece.length;
    if (bytes <= maxBytes) {
      start.push(piece);
      continue;
    }
    if (!long) {
      long = new LongAnswer();
      for (const before of start.splice(0)) long.add(before);
    }
    long.add(piece);
  }
  const text = long ? long.end() : Buffer.concat(start).toString();
  if (long && text === undefined) return long.toRecording(sessionId);
  const recording = parseAnswer(text ?? "", sessionId, source);
  for (const events of Object.values(recording.events)) sortEvents(events);
  return recording;
}

class LongAnswer {
  readonly #parser = new RecordingParser();
  readonly #lists = new EventLists();

  add(piece: Uint8Array): void {
    this.#lists.checkRoom();
    for (const { targetId, event } of this.#parser.write(piece)) this.#lists.add(targetId, [event]);
  }

  /** @returns the text of an answer without events */
  end(): string | undefined {
    return this.#parser.end();
  }

  toRecording(sessionId: string): Recording {
    const events = this.#lists.toEvents();
    return { sessionId, duration: durationOf(events), events };
  }
}
