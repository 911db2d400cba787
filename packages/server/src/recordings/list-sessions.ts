import type { LiveStore } from "./live-store.js";
import { isWanted, type SessionFilter } from "./session-filter.js";
import { readSession, type SessionSummary } from "./session-summary.js";
import { idBehind, isAfter, isBefore } from "./session-time.js";

/** Manifests that one request reads, at most: a filter may fit none of a million sessions. */
const MAX_LOOKS = 500;

/** Pages of ids that one request asks the store for, at most: of sessions that are too new, say. */
const MAX_PAGES = 50;

/** Manifests that are read at the same time. Each may have some MB. */
const CONCURRENT_LOOKS = 8;

/** Some of the sessions that are wanted, newest first. */
export interface SummaryPage {
  summaries: SessionSummary[];
  /** The store's; absent where there are no more. */
  cursor?: string;
}

/**
 * Lists sessions, as many as can be found with a bounded effort: there may be less than `limit`, or none,
 * and a cursor.
 *
 * A store is not asked for more ids than are wanted still. So its own cursor, by which nothing is lost or
 * comes twice when sessions are deleted meanwhile, is also the cursor of what was found. Only where its
 * cursors are ids it is asked for many at once, as each question can cost it a look at all its sessions.
 *
 * @throws RecordingError `STORE_READ_FAILED`, `INVALID_OPTIONS` for a cursor that is none
 */
export async function listSummaries(
  store: LiveStore,
  {
    limit,
    cursor: start,
    filter,
  }: { limit: number; cursor?: string | undefined; filter: SessionFilter },
): Promise<SummaryPage> {
  const summaries: SessionSummary[] = [];
  let cursor = start ?? (await jumpTo(store, filter.until));
  let looks = 0;
  let hasIdCursors = false;
  for (let pages = 0; pages < MAX_PAGES && looks < MAX_LOOKS; pages++) {
    const free = MAX_LOOKS - looks;
    const wanted = hasIdCursors ? free : Math.min(limit - summaries.length, free);
    const page = await store.listSessions({ limit: wanted, ...(cursor && { cursor }) });
    const inTime = page.sessionIds.filter((id) => !isAfter(id, filter.until));
    looks += inTime.length;
    const rest = await addWanted(summaries, { store, sessionIds: inTime, filter, limit });
    if (rest !== undefined) return { summaries, cursor: rest };
    cursor = page.cursor;
    // All that follow are older still.
    const isPast = page.sessionIds.some((id) => isBefore(id, filter.since));
    if (cursor === undefined || isPast) return { summaries };
    if (summaries.length >= limit) break;
    hasIdCursors = cursor === page.sessionIds.at(-1);
  }
  return { summaries, ...(cursor !== undefined && { cursor }) };
}

/**
 * Goes right to the sessions of a time that is long ago, in a store whose cursors are ids of sessions.
 *
 * @returns undefined where that cannot be done, or is of no use
 */
async function jumpTo(store: LiveStore, until: number | undefined): Promise<string | undefined> {
  if (until === undefined) return undefined;
  const { sessionIds, cursor } = await store.listSessions({ limit: 1 });
  const [newest] = sessionIds;
  if (newest === undefined || cursor !== newest || !isAfter(newest, until)) return undefined;
  return idBehind(until);
}

/**
 * Reads some at a time, and keeps of them what the list needs.
 *
 * @returns the id of the last one that was added, where there are more of the ids than fit
 */
async function addWanted(
  summaries: SessionSummary[],
  {
    store,
    sessionIds,
    filter,
    limit,
  }: { store: LiveStore; sessionIds: string[]; filter: SessionFilter; limit: number },
): Promise<string | undefined> {
  for (let at = 0; at < sessionIds.length; at += CONCURRENT_LOOKS) {
    const some = sessionIds.slice(at, at + CONCURRENT_LOOKS);
    const sessions = await Promise.all(some.map((id) => readSession(store, id)));
    for (const [i, session] of sessions.entries()) {
      if (!session || !isWanted(session, filter)) continue;
      summaries.push(session.summary);
      const isLast = at + i === sessionIds.length - 1;
      if (summaries.length === limit && !isLast) return some[i];
    }
  }
  return undefined;
}
