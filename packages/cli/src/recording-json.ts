import type { Recording } from "@pagereel/core";

/** JSON in pieces: as one string, a long recording exceeds what V8 allows a string to have. */
export function* recordingJson({ sessionId, duration, events }: Recording): Generator<string> {
  yield `{"sessionId":${JSON.stringify(sessionId)},"duration":${duration},"events":{`;
  for (const [targetIndex, [targetId, list]] of Object.entries(events).entries()) {
    yield `${targetIndex === 0 ? "" : ","}${JSON.stringify(targetId)}:[`;
    for (const [index, event] of list.entries()) {
      yield `${index === 0 ? "" : ","}\n${JSON.stringify(event)}`;
    }
    yield "]";
  }
  yield "}}\n";
}
