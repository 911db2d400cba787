import { parseSessionId } from "@pagereel/protocol";
import { type FetchRecordingOptions, parseSource, type StoreSource } from "./fetch-options.js";
import { streamFromServer } from "./http-stream.js";
import { readFinishedManifest } from "./read-manifest.js";
import type { RecordedEvent } from "./recorded-event.js";
import { readEvents } from "./store-events.js";
import { MAX_HELD } from "./time-range.js";

export type { RecordedEvent } from "./recorded-event.js";

/**
 * Reads a recording without holding all of it in memory: from a store the stored bytes of one segment
 * and a few of its events, from a server what arrives.
 *
 * @param sessionId - a UUID, as `browser.sessionId()` gives it
 * @returns events target by target, each target's as they were recorded, which is by ascending
 *   `timestamp` in all that Pagereel wrote; from a server as it sends them. What fails is thrown by the
 *   iteration
 * @throws RecordingError as `fetchRecording`
 */
export async function* streamRecording(
  sessionId: string,
  options?: FetchRecordingOptions,
): AsyncGenerator<RecordedEvent, void, undefined> {
  const id = parseSessionId(sessionId);
  const source = parseSource("streamRecording", options);
  if ("store" in source) yield* streamFromStore(id, source);
  else yield* streamFromServer(id, source);
}

async function* streamFromStore(
  sessionId: string,
  source: StoreSource,
): AsyncGenerator<RecordedEvent> {
  const manifest = await readFinishedManifest(sessionId, source);
  for await (const { targetId, events } of readEvents(source, manifest, MAX_HELD)) {
    for (const event of events) yield { targetId, event };
  }
}
