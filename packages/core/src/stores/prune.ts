import { type Manifest, RecordingError } from "@pagereel/protocol";
import * as v from "valibot";
import { readStoredManifest } from "../fetch/read-manifest.js";
import { parseOptions } from "../parse-options.js";
import { isRunning } from "../session/process-identity.js";
import type { Store } from "./store.js";

const DAY_MS = 86_400_000;

/** For recordings that do not say how long they are kept. */
const DEFAULT_RETENTION_DAYS = 30;

/** A session that records writes its manifest again and again; one silent for so long is dead. */
const MAX_SILENCE_MS = DAY_MS;

/** What became of one session. */
export interface PrunedSession {
  sessionId: string;
  /** `deleted` also where `dryRun` only says so; `failed` where it cannot be read or deleted. */
  outcome: "deleted" | "kept" | "failed";
  /** Bytes of its segments, as its manifest says; 0 for one that cannot be read. */
  bytes: number;
  /** Why it failed. */
  error?: RecordingError;
}

export interface PruneOptions {
  /** Days after its end for which a session is kept. Default: what it was recorded with, else 30. */
  retentionDays?: number | undefined;
  /** Says what would be deleted, and deletes nothing. Default false. */
  dryRun?: boolean | undefined;
  /** ms since the epoch. Default: the time of the call. */
  now?: number | undefined;
  /** Ends it between two sessions; `prune` then rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Called for each session, as soon as it is known what becomes of it. */
  onSession?: ((session: PrunedSession) => void) | undefined;
}

/** What `prune` did, or with `dryRun` would do. */
export interface PruneResult {
  /** Session ids, newest first. */
  deleted: string[];
  /** Sessions that stay. */
  kept: number;
  /** Sessions that could not be read or deleted; the others are done all the same. */
  failed: { sessionId: string; error: RecordingError }[];
  /** Bytes of the segments that were deleted, as their manifests say. */
  bytes: number;
}

const pruneOptions = v.strictObject({
  retentionDays: v.optional(v.pipe(v.number(), v.minValue(0))),
  dryRun: v.optional(v.boolean(), false),
  now: v.optional(v.number()),
  signal: v.optional(v.instance(AbortSignal)),
  onSession: v.optional(
    v.custom<(session: PrunedSession) => void>(
      (value) => typeof value === "function",
      "expected a function",
    ),
  ),
});

type Options = v.InferOutput<typeof pruneOptions>;

/**
 * Deletes the sessions whose retention is over. Those that are recording are left alone, so that it
 * can run beside them; it can be ended at any moment and run again, and several can run at a time.
 *
 * @throws RecordingError `INVALID_OPTIONS`, `STORE_READ_FAILED` where sessions cannot be listed
 */
export async function prune(store: Store, options?: PruneOptions): Promise<PruneResult> {
  const parsed = parseOptions(pruneOptions, options ?? {}, "prune");
  const result: PruneResult = { deleted: [], kept: 0, failed: [], bytes: 0 };
  for await (const sessionId of sessionIdsOf(store)) {
    parsed.signal?.throwIfAborted();
    const session = await pruneSession(store, sessionId, parsed);
    if (!session) continue;
    note(result, session);
    parsed.onSession?.(session);
  }
  return result;
}

async function* sessionIdsOf(store: Store): AsyncGenerator<string> {
  let cursor: string | undefined;
  do {
    const page = await store.listSessions(cursor === undefined ? {} : { cursor });
    yield* page.sessionIds;
    cursor = page.cursor;
  } while (cursor !== undefined);
}

/** @returns undefined for one that is gone: another process has pruned it by now */
async function pruneSession(
  store: Store,
  sessionId: string,
  options: Options,
): Promise<PrunedSession | undefined> {
  let bytes = 0;
  try {
    const manifest = await readStoredManifest(store, sessionId);
    bytes = bytesOf(manifest);
    if (!isOver(manifest, options)) return { sessionId, outcome: "kept", bytes };
    if (!options.dryRun) await store.deleteSession(sessionId);
    return { sessionId, outcome: "deleted", bytes };
  } catch (error) {
    if (!(error instanceof RecordingError)) throw error;
    if (error.code === "RECORDING_NOT_FOUND") return undefined;
    return { sessionId, outcome: "failed", bytes, error };
  }
}

function isOver(manifest: Manifest, { now = Date.now(), retentionDays }: Options): boolean {
  if (isRecording(manifest, now)) return false;
  const days = retentionDays ?? manifest.retentionDays ?? DEFAULT_RETENTION_DAYS;
  return now - endOf(manifest) > days * DAY_MS;
}

function isRecording(manifest: Manifest, now: number): boolean {
  if (manifest.state !== "recording") return false;
  const isAlive = manifest.process !== undefined && isRunning(manifest.process) === true;
  return isAlive || now - endOf(manifest) <= MAX_SILENCE_MS;
}

/** When it ended; of one that did not, when it was last heard of. */
function endOf({ endedAt, updatedAt, startedAt }: Manifest): number {
  return endedAt ?? updatedAt ?? startedAt;
}

function bytesOf({ segments }: Manifest): number {
  return segments.reduce((sum, segment) => sum + segment.bytes, 0);
}

function note(result: PruneResult, { sessionId, outcome, bytes, error }: PrunedSession): void {
  if (error) result.failed.push({ sessionId, error });
  if (outcome === "kept") result.kept++;
  if (outcome !== "deleted") return;
  result.deleted.push(sessionId);
  result.bytes += bytes;
}
