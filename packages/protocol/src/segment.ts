import type { eventWithTime } from "@rrweb/types";
import { isEvent } from "./recording.js";

/**
 * Reads one line of a segment's text, which is NDJSON: one rrweb event a line.
 *
 * @returns undefined for a line that is no event: the last one of a segment that was cut, as a rule
 */
export function parseEventLine(line: string): eventWithTime | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isEvent(value) ? value : undefined;
  } catch {
    // The caller counts it as broken.
    return undefined;
  }
}
