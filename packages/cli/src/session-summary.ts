import { type Manifest, RecordingError, readManifest, type Store } from "@pagereel/core";

/** What a list says about a session. */
export interface SessionSummary {
  sessionId: string;
  /** `unreadable` where the manifest is. */
  state: Manifest["state"] | "unreadable";
  /** Why an unreadable one is, as a sentence. */
  error?: string;
  /** ms since the epoch. */
  startedAt?: number;
  /** ms between the first and the last event. */
  duration?: number;
  /** True for a recording shorter than a second. */
  tooShort?: boolean;
  /** How many there were. */
  targets?: number;
  /** The address that any target showed last. */
  lastUrl?: string;
}

/** Reads a session's manifest; one that cannot be read does not keep the others from the list. */
export async function summarizeSession(store: Store, sessionId: string): Promise<SessionSummary> {
  try {
    return summarize(await readManifest(store, sessionId));
  } catch (error) {
    if (!(error instanceof RecordingError)) throw error;
    return { sessionId, state: "unreadable", error: error.message };
  }
}

function summarize(manifest: Manifest): SessionSummary {
  const { sessionId, state, startedAt, duration, tooShort, targets } = manifest;
  const urls = targets.flatMap((target) => target.urls);
  const lastUrl = urls.sort((a, b) => a.timestamp - b.timestamp).at(-1)?.url;
  return {
    sessionId,
    state,
    startedAt,
    duration,
    ...(tooShort && { tooShort }),
    targets: targets.length,
    ...(lastUrl !== undefined && { lastUrl }),
  };
}
