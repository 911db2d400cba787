/** How long going through a stretch without events takes, whatever its length. */
const SKIP_MS = 700;
/** What comes behind such a stretch is not cut off. */
const LEAD_MS = 300;
/** The live edge stays behind the last event for a while, so that what comes in bursts plays evenly. */
const LIVE_DELAY_MS = 700;

/** A stretch without events that is gone through. */
export interface Skip {
  until: number;
  /** Recorded ms that pass in one. */
  rate: number;
}

/**
 * @param idleUntil - where something happens next
 * @returns undefined where going through it takes no longer as it is
 */
export function startSkip(time: number, idleUntil: number, speed: number): Skip | undefined {
  const until = idleUntil - LEAD_MS;
  const rate = (until - time) / SKIP_MS;
  return rate > speed ? { until, rate } : undefined;
}

/** Where the live edge goes in a frame: on, and never too far behind, nor ahead of what is known. */
export function followEdge(time: number, elapsedMs: number, endTime: number): number {
  return Math.min(Math.max(time + elapsedMs, endTime - LIVE_DELAY_MS), endTime);
}
