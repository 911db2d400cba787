import { parseSessionId, type Recording } from "@pagereel/protocol";
import { Deadline } from "./deadline.js";
import { durationOf, EventLists } from "./event-lists.js";
import {
  type FetchRecordingOptions,
  type HttpSource,
  parseSource,
  type StoreSource,
} from "./fetch-options.js";
import { requestRecording } from "./http-request.js";
import { readAnswer } from "./read-answer.js";
import { readFinishedManifest } from "./read-manifest.js";
import { readEvents } from "./store-events.js";
import { isWholeTime, RangeFilter, type TimeRange } from "./time-range.js";

export type { FetchRecordingOptions } from "./fetch-options.js";

/**
 * Reads a recording: from the default store, from a store, or from a server.
 *
 * @param sessionId - a UUID, as `browser.sessionId()` gives it
 * @returns the events of each target that has some, by ascending `timestamp` (ms since the epoch)
 * @throws RecordingError
 *   `INVALID_SESSION_ID`, `INVALID_OPTIONS`;
 *   `RECORDING_NOT_FOUND`; `RECORDING_NOT_FINISHED` without `partial`;
 *   `INVALID_RECORDING`, `UNSUPPORTED_VERSION`, `STORE_READ_FAILED`;
 *   from a server also `UNAUTHORIZED`, `RATE_LIMITED`, `SERVER_ERROR` and `TIMEOUT`
 */
export async function fetchRecording(
  sessionId: string,
  options?: FetchRecordingOptions,
): Promise<Recording> {
  const id = parseSessionId(sessionId);
  const source = parseSource("fetchRecording", options);
  return "store" in source ? fetchFromStore(id, source) : fetchFromServer(id, source);
}

async function fetchFromStore(sessionId: string, source: StoreSource): Promise<Recording> {
  const manifest = await readFinishedManifest(sessionId, source);
  const lists = new EventLists();
  for await (const { targetId, events } of readEvents(source, manifest)) {
    lists.checkRoom();
    lists.add(targetId, events);
  }
  const events = lists.toEvents();
  return { sessionId, duration: durationOf(events), events };
}

async function fetchFromServer(sessionId: string, source: HttpSource): Promise<Recording> {
  const deadline = new Deadline(source.timeoutMs, source.signal);
  try {
    const recording = await requestRecording(sessionId, source, deadline, (response) =>
      readAnswer(response, sessionId, source),
    );
    return isWholeTime(source) ? recording : cutToRange(recording, source);
  } finally {
    deadline.stop();
  }
}

/** For a server that does not know of ranges. */
function cutToRange(recording: Recording, range: TimeRange): Recording {
  const lists = new EventLists();
  for (const [targetId, events] of Object.entries(recording.events)) {
    const filter = new RangeFilter(range);
    const inRange = [...filter.push(events), ...filter.end()];
    if (inRange.length > 0) lists.add(targetId, inRange);
  }
  const events = lists.toEvents();
  return { ...recording, duration: durationOf(events), events };
}
