import { setTimeout as sleep } from "node:timers/promises";
import type { LivingPage } from "../libraries/library.ts";

/** ms. */
const TIMEOUT_MS = 10_000;
const POLL_MS = 20;

/** Goes back or forth by the page's own script: a library may wait for a load event, which a kept page has not. */
export async function traverse(page: LivingPage, delta: number): Promise<void> {
  const before = page.url();
  await page.evaluate(`void setTimeout(() => history.go(${delta}), 0)`);
  const giveUpAt = Date.now() + TIMEOUT_MS;
  while (page.url() === before) {
    if (Date.now() > giveUpAt)
      throw new Error(`The page did not leave ${before} in ${TIMEOUT_MS} ms.`);
    await sleep(POLL_MS);
  }
}
