import { setTimeout as sleep } from "node:timers/promises";

/** What never comes to rest, such as a page in the middle of loading, is looked at after that. */
const MAX_WAIT_MS = 3000;
const CHECK_INTERVAL_MS = 40;
/** What follows the last change: scroll events, observers, a frame that is drawn. */
const AFTER_MS = 100;

/** What a page says of itself. */
export interface Look {
  isAtRest: boolean;
  /** Stays the same while nothing moves. */
  layout: string;
}

/** Waits until a page says that it is at rest. */
export async function rest(look: () => Promise<Look>): Promise<void> {
  const end = Date.now() + MAX_WAIT_MS;
  let last = await look();
  while (Date.now() < end) {
    await sleep(CHECK_INTERVAL_MS);
    const now = await look();
    if (now.isAtRest && now.layout === last.layout) break;
    last = now;
  }
  await sleep(AFTER_MS);
}
