/** First wait, and the longest one for a caller who waits himself, in ms. */
const MIN_WAIT_MS = 100;
const MAX_WAIT_MS = 2000;

/**
 * How long to wait before the next try, in ms: twice as long each time, less a random part, so that
 * many callers do not come back all at once.
 *
 * @param attempt - 1, 2, 3 ...
 * @param maxWaitMs - never longer than this
 */
export function backoffMs(attempt: number, maxWaitMs: number = MAX_WAIT_MS): number {
  const longest = Math.min(maxWaitMs, MIN_WAIT_MS * 2 ** attempt);
  return longest * (0.5 + Math.random() / 2);
}
