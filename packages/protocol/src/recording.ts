import type { eventWithTime } from "@rrweb/types";
import { RecordingError } from "./errors.js";

/** What `fetchRecording` returns. */
export interface Recording {
  sessionId: string;
  /** ms between the first and the last event of all targets. */
  duration: number;
  /** By CDP target id: rrweb events by ascending `timestamp` (ms since the epoch). */
  events: Record<string, eventWithTime[]>;
}

/**
 * Reads a recording from JSON that may be of any origin.
 *
 * @param body - a recording, or a recording in an envelope `{success, errors, messages, result}`
 * @throws RecordingError `INVALID_RECORDING`
 */
export function parseRecording(body: unknown): Recording {
  const value = isObject(body) && "result" in body ? body.result : body;
  if (!isObject(value)) throw invalid("it is not an object");
  const { sessionId, duration, events } = value;
  if (typeof sessionId !== "string") throw invalid('"sessionId" is not a string');
  if (typeof duration !== "number") throw invalid('"duration" is not a number');
  if (!isObject(events)) throw invalid('"events" is not an object');
  for (const [targetId, list] of Object.entries(events)) {
    if (!Array.isArray(list) || !list.every(isEvent)) {
      throw invalid(`"events.${targetId}" is not an array of rrweb events`);
    }
  }
  return { sessionId, duration, events: events as Recording["events"] };
}

/** True for an object that has what all rrweb events have. */
export function isEvent(value: unknown): value is eventWithTime {
  return (
    isObject(value) &&
    typeof value.type === "number" &&
    typeof value.timestamp === "number" &&
    Number.isFinite(value.timestamp)
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function invalid(why: string): RecordingError {
  return new RecordingError(
    "INVALID_RECORDING",
    `The answer is not a recording: ${why}. Check that the address is that of a recordings API.`,
  );
}
