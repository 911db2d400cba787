import { parseSessionId, RecordingError } from "@pagereel/protocol";
import type { SegmentRef } from "./store.js";

/** Ids of CDP targets are hex; those of other engines are made by their adapter. */
const TARGET_ID = /^(?!\.+$)[\w.-]{1,128}$/;

/**
 * Checks what names a segment before it becomes a path or a key.
 *
 * @throws RecordingError `INVALID_SESSION_ID`, or `INVALID_RECORDING` for the rest
 */
export function parseSegmentRef({ sessionId, targetId, number }: SegmentRef): SegmentRef {
  const id = parseSessionId(sessionId);
  if (typeof targetId !== "string" || !TARGET_ID.test(targetId)) {
    throw new RecordingError(
      "INVALID_RECORDING",
      `${describe(targetId)} is not a target id: it has 1 to 128 letters, digits, dashes, dots and ` +
        `underscores. The manifest that names it was not written by Pagereel, or was changed.`,
    );
  }
  if (!Number.isSafeInteger(number) || number < 1) {
    throw new RecordingError(
      "INVALID_RECORDING",
      `Segment ${describe(number)} of target ${targetId} does not exist: segments count from 1. The ` +
        `manifest that names it was not written by Pagereel, or was changed.`,
    );
  }
  return { sessionId: id, targetId, number };
}

function describe(value: unknown): string {
  if (typeof value === "number") return `${value}`;
  return typeof value === "string"
    ? JSON.stringify(value.slice(0, 60))
    : `A value of type ${typeof value}`;
}
