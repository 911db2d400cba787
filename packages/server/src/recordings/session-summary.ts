import { type EndReason, type Manifest, RecordingError, type RecordingState } from "@pagereel/core";
import { isAbandoned, readStoredManifest } from "@pagereel/core/adapter";
import type { LiveStore } from "./live-store.js";

/** What a list says of a session. Times are ms since the epoch. */
export interface SessionSummary {
  sessionId: string;
  /** `unreadable` where the manifest is; nothing else is known of it then. */
  state: RecordingState | "unreadable";
  reason?: EndReason;
  startedAt?: number;
  endedAt?: number;
  /** ms between the first and the last event. */
  duration?: number;
  /** Shorter than a second. */
  tooShort?: boolean;
  targets?: TargetSummary[];
  /** How many stretches are missing. */
  gaps?: number;
  /** As stored. */
  bytes?: number;
  metadata?: Record<string, unknown>;
}

export interface TargetSummary {
  targetId: string;
  title?: string;
  /** The address that it showed last. */
  url?: string;
}

/** A session with its manifest, where that can be read. */
export interface ListedSession {
  summary: SessionSummary;
  manifest?: Manifest;
}

/**
 * Reads a session's manifest, and no segment.
 *
 * @returns undefined for a session that is gone meanwhile
 * @throws RecordingError `STORE_READ_FAILED`
 */
export async function readSession(
  store: LiveStore,
  sessionId: string,
): Promise<ListedSession | undefined> {
  try {
    const manifest = await readStoredManifest(store, sessionId);
    return { manifest, summary: summarize(manifest) };
  } catch (error) {
    if (!(error instanceof RecordingError) || error.code === "STORE_READ_FAILED") throw error;
    if (error.code === "RECORDING_NOT_FOUND") return undefined;
    // One that cannot be read does not keep the others from the list.
    return { summary: { sessionId, state: "unreadable" } };
  }
}

function summarize(manifest: Manifest): SessionSummary {
  const { sessionId, startedAt, duration, tooShort, targets, segments, gaps, metadata } = manifest;
  return {
    sessionId: sessionId.toLowerCase(),
    ...endOf(manifest),
    startedAt,
    duration,
    ...(tooShort && { tooShort }),
    targets: targets.map(({ targetId, title, urls }) => {
      const url = urls.at(-1)?.url;
      return { targetId, ...(title !== undefined && { title }), ...(url !== undefined && { url }) };
    }),
    gaps: gaps.length,
    bytes: segments.reduce((sum, segment) => sum + segment.bytes, 0),
    metadata,
  };
}

/** Of one whose process was killed, what all who read it are told. */
function endOf(manifest: Manifest): Pick<SessionSummary, "state" | "reason" | "endedAt"> {
  const { state, reason, endedAt, updatedAt } = manifest;
  if (!isAbandoned(manifest)) {
    return { state, ...(reason && { reason }), ...(endedAt !== undefined && { endedAt }) };
  }
  const end = updatedAt === undefined ? {} : { endedAt: updatedAt };
  return { state: "recovered", reason: "process-killed", ...end };
}
