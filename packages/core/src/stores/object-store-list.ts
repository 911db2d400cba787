import { parseSessionId, RecordingError } from "@pagereel/protocol";
import pMap from "p-map";
import type { ObjectDriver } from "./object-store-driver.js";
import { sessionKeys } from "./object-store-keys.js";
import { newestFirst, parseListOptions, toPage } from "./session-page.js";
import type { SessionPage } from "./store.js";

/** Sessions whose manifest is looked for at the same time. */
const CONCURRENT_LOOKS = 16;

/** How far back the first look for sessions goes, and how much farther each further one. */
const FIRST_WINDOW_MS = 60_000;
const WINDOW_GROWTH = 4;

/**
 * Lists the sessions of an object store, newest first.
 *
 * Storages list upwards only, and a bucket may hold millions of sessions. Ids sort by time, so this
 * lists windows of time, from now backwards.
 */
export async function listObjectSessions(
  driver: ObjectDriver,
  prefix: string,
  options: { limit?: number; cursor?: string } | undefined,
): Promise<SessionPage> {
  const { limit, cursor } = parseListOptions(options);
  const found: string[] = [];
  for await (const sessionIds of windows(driver, prefix, cursor && parseCursor(cursor))) {
    while (sessionIds.length > 0 && found.length <= limit) {
      const some = sessionIds.splice(0, limit + 1 - found.length);
      found.push(...(await withManifest(driver, prefix, some)));
    }
    if (found.length > limit) break;
  }
  return toPage(found, limit);
}

/** Ids of sessions, newest first, a window at a time. */
async function* windows(
  driver: ObjectDriver,
  prefix: string,
  cursor: string | undefined,
): AsyncGenerator<string[]> {
  const first = await driver.listFolders(prefix);
  if (first.isLast) {
    yield newestFirst(first.names.filter(isSessionId), cursor);
    return;
  }
  const oldest = first.names.find(isSessionId) ?? "";
  let fromMs = cursor ? startOf(cursor) : Date.now();
  let spanMs = FIRST_WINDOW_MS;
  let until = cursor;
  do {
    fromMs = Math.max(0, fromMs - spanMs);
    spanMs *= WINDOW_GROWTH;
    const from = lowerBound(fromMs);
    yield newestFirst(await sessionsBetween(driver, prefix, from, until), until);
    until = from;
  } while (fromMs > 0 && until > oldest);
}

async function sessionsBetween(
  driver: ObjectDriver,
  prefix: string,
  from: string,
  until: string | undefined,
): Promise<string[]> {
  const sessionIds: string[] = [];
  for (let after = from; ; ) {
    const { names, isLast } = await driver.listFolders(prefix, after);
    sessionIds.push(...names.filter(isSessionId));
    const last = names.at(-1);
    if (isLast || last === undefined || (until !== undefined && last >= until)) return sessionIds;
    after = last;
  }
}

async function withManifest(
  driver: ObjectDriver,
  prefix: string,
  sessionIds: string[],
): Promise<string[]> {
  const has = await pMap(
    sessionIds,
    (sessionId) => driver.exists(sessionKeys(prefix, sessionId).manifest),
    { concurrency: CONCURRENT_LOOKS },
  );
  return sessionIds.filter((_, index) => has[index]);
}

/** The start of a session in ms since the epoch: the first 48 bits of its id. */
function startOf(sessionId: string): number {
  return Number.parseInt(sessionId.replace("-", "").slice(0, 12), 16);
}

/** What sorts before all ids of sessions that started then or later, and after all before. */
function lowerBound(ms: number): string {
  const hex = ms.toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-`;
}

function parseCursor(cursor: string): string {
  if (isSessionId(cursor)) return cursor;
  throw new RecordingError(
    "INVALID_OPTIONS",
    'Invalid option "cursor" of listSessions: it is none that listSessions gave. Leave it out for ' +
      "the first page.",
  );
}

/** False for folders that others made. */
function isSessionId(name: string): boolean {
  try {
    return parseSessionId(name) === name;
  } catch {
    // Not one of this store's folders.
    return false;
  }
}
