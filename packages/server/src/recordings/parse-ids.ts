import type { SegmentRef } from "@pagereel/core";
import { parseSegmentRef, parseSessionId } from "@pagereel/core/adapter";
import { ApiError } from "../http/api-error.js";

/**
 * Checks a session id before anything is done with it.
 *
 * @returns it in lower case
 * @throws ApiError 400
 */
export function parseSession(sessionId: string): string {
  try {
    return parseSessionId(sessionId);
  } catch (error) {
    throw new ApiError(400, "bad-request", (error as Error).message);
  }
}

/** The same for what names a segment. @throws ApiError 400 */
export function parseRef(ref: SegmentRef): SegmentRef {
  const sessionId = parseSession(ref.sessionId);
  try {
    return parseSegmentRef({ ...ref, sessionId });
  } catch {
    // Core's sentence is about a manifest.
    throw new ApiError(
      400,
      "bad-request",
      "That is no segment: a target id has 1 to 128 letters, digits, dashes, dots and underscores, " +
        "and segments count from 1.",
    );
  }
}

/** The same for the id of a target. @throws ApiError 400 */
export function parseTarget(sessionId: string, targetId: string): string {
  return parseRef({ sessionId, targetId, number: 1 }).targetId;
}
