import { Deadline } from "./deadline.js";
import type { HttpSource } from "./fetch-options.js";
import { failureOfThrown, requestRecording } from "./http-request.js";
import { parseAnswer } from "./parse-answer.js";
import type { RecordedEvent } from "./recorded-event.js";
import { RecordedRange } from "./recorded-range.js";
import { RecordingParser } from "./recording-parser.js";
import { MAX_HELD } from "./time-range.js";

/**
 * Reads a recording from a server while it arrives: never more than a part of it is in memory.
 *
 * What fails before the first event is asked for again; after it, a fault ends the reading. Each
 * wait for more may take `timeoutMs`; what the caller does in between does not count.
 *
 * @throws RecordingError as `requestRecording`
 */
export async function* streamFromServer(
  sessionId: string,
  source: HttpSource,
): AsyncGenerator<RecordedEvent> {
  const deadline = new Deadline(source.timeoutMs, source.signal);
  let runs: AsyncGenerator<RecordedEvent[]> | undefined;
  try {
    let next = await requestRecording(sessionId, source, deadline, (response) => {
      runs = readRuns(response, sessionId, source);
      return runs.next();
    });
    while (runs && !next.done) {
      deadline.stop();
      yield* next.value;
      deadline.restart();
      next = await runs.next();
    }
  } catch (cause) {
    throw failureOfThrown(cause, source, deadline).error;
  } finally {
    deadline.stop();
    await runs?.return(undefined);
  }
}

/** The events of an answer, as many at a time as arrive together. */
async function* readRuns(
  response: Response,
  sessionId: string,
  source: HttpSource,
): AsyncGenerator<RecordedEvent[]> {
  const parser = new RecordingParser();
  const range = new RecordedRange(source, MAX_HELD);
  // Its iterator cancels the request where the caller stops early.
  for await (const bytes of response.body ?? []) {
    const events = range.push(parser.write(bytes));
    if (events.length > 0) yield events;
  }
  const text = parser.end();
  if (text !== undefined) parseAnswer(text, sessionId, source);
  yield range.end();
}
