import type { RecordingError } from "@pagereel/protocol";
import * as v from "valibot";
import { readStoredManifest } from "../fetch/read-manifest.js";
import { parseOptions } from "../parse-options.js";
import type { Store } from "../stores/store.js";
import { isAbandoned } from "./is-abandoned.js";
import { recoverManifest } from "./recover-manifest.js";

export interface RecoverSessionsOptions {
  /** Says what would be done, and does nothing. Default false. */
  dryRun?: boolean;
  /** Ends it between two sessions; those that were recovered stay so. */
  signal?: AbortSignal;
}

/** What `recoverSessions` did. */
export interface RecoveredSessions {
  /** Session ids of those that are finished now, newest first. */
  recovered: string[];
  /** Session ids of those that are still recording. */
  recording: string[];
  /** Sessions that could not be read or written; the others are done all the same. */
  failed: { sessionId: string; error: RecordingError }[];
}

const recoverOptions = v.strictObject({
  dryRun: v.optional(v.boolean(), false),
  signal: v.optional(v.instance(AbortSignal)),
});

/**
 * Finishes the sessions that a process has left behind which was killed: they become `recovered`, with
 * all that had reached the store, and a gap for the rest.
 *
 * Readers do the same on the fly and need no call of it; it saves them the work, and tells retention
 * when the session ended. A session whose process still runs is left alone.
 *
 * @throws RecordingError `INVALID_OPTIONS`, `STORE_READ_FAILED` where sessions cannot be listed
 */
export async function recoverSessions(
  store: Store,
  options?: RecoverSessionsOptions,
): Promise<RecoveredSessions> {
  const { dryRun, signal } = parseOptions(recoverOptions, options ?? {}, "recoverSessions");
  const result: RecoveredSessions = { recovered: [], recording: [], failed: [] };
  let cursor: string | undefined;
  do {
    const page = await store.listSessions(cursor === undefined ? {} : { cursor });
    for (const sessionId of page.sessionIds) {
      signal?.throwIfAborted();
      try {
        await recover(store, sessionId, dryRun, result);
      } catch (error) {
        result.failed.push({ sessionId, error: error as RecordingError });
      }
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
  return result;
}

async function recover(
  store: Store,
  sessionId: string,
  dryRun: boolean,
  result: RecoveredSessions,
): Promise<void> {
  const manifest = await readStoredManifest(store, sessionId);
  if (manifest.state !== "recording") return;
  if (!isAbandoned(manifest)) {
    result.recording.push(sessionId);
    return;
  }
  if (!dryRun) await store.writeManifest(await recoverManifest(store, manifest));
  result.recovered.push(sessionId);
}
