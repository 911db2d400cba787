/** Ids of version 7 begin with the time of their making. */
const VERSION_7 = /^([0-9a-f]{8})-([0-9a-f]{4})-7/;

/** ms. A browser starts between the making of an id and the session's start; clocks are set meanwhile. */
const SLACK_MS = 600_000;

/**
 * Whether a session cannot have started in this time, as far as its id tells.
 *
 * @param since - ms since the epoch, as `until`
 */
export function isBefore(sessionId: string, since: number | undefined): boolean {
  const madeAt = timeOf(sessionId);
  return madeAt !== undefined && since !== undefined && madeAt < since - SLACK_MS;
}

/** The same for one that started later. */
export function isAfter(sessionId: string, until: number | undefined): boolean {
  const madeAt = timeOf(sessionId);
  return madeAt !== undefined && until !== undefined && madeAt > until + SLACK_MS;
}

/** An id behind those of all sessions that started by then. */
export function idBehind(until: number): string {
  const hex = Math.max(0, until + SLACK_MS)
    .toString(16)
    .padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-ffff-ffff-ffffffffffff`;
}

function timeOf(sessionId: string): number | undefined {
  const [, high, low] = VERSION_7.exec(sessionId) ?? [];
  return high === undefined ? undefined : Number.parseInt(`${high}${low}`, 16);
}
