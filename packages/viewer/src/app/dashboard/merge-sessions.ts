import type { SessionPage, SessionSummary } from "../server/session-summary.js";

/** Adds the page that follows; what was deleted or added meanwhile may come twice. */
export function appendPage(
  sessions: readonly SessionSummary[],
  page: readonly SessionSummary[],
): SessionSummary[] {
  const known = new Set(sessions.map(({ sessionId }) => sessionId));
  return [...sessions, ...page.filter(({ sessionId }) => !known.has(sessionId))];
}

/** Whether a page has none of the sessions, so that there may be others between them. */
export function isUnknown(
  sessions: readonly SessionSummary[],
  page: readonly SessionSummary[],
): boolean {
  const known = new Set(sessions.map(({ sessionId }) => sessionId));
  return page.length > 0 && !page.some(({ sessionId }) => known.has(sessionId));
}

/**
 * Brings the newest sessions up to date: new ones come first, and those that the first page has no more
 * are gone.
 *
 * @param sessions - as the server lists them: by descending id, which begins with the time of the start
 */
export function refreshFirstPage(
  sessions: readonly SessionSummary[],
  { sessions: page, cursor }: SessionPage,
): SessionSummary[] {
  const oldest = page.at(-1)?.sessionId;
  if (cursor === undefined) return [...page];
  // A page that was cut short before it found anything says nothing.
  if (oldest === undefined) return [...sessions];
  // Nobody knows how many are between them: what follows is loaded anew.
  if (isUnknown(sessions, page)) return [...page];
  return [...page, ...sessions.filter(({ sessionId }) => sessionId < oldest)];
}
