import { setTimeout as sleep } from "node:timers/promises";
import { askForText } from "../clients/ask.ts";
import { RawClient } from "../clients/raw-client.ts";
import type { Life } from "./fate.ts";
import { socketAddress } from "./fate.ts";

/** Resolves to a client of the session, which begins with it. */
export function connect(life: Life): Promise<RawClient> {
  return RawClient.connect(socketAddress(life), life.token);
}

/** Ends a session as another client than its own. */
export async function endByRequest({ ask }: Life, sessionId: string): Promise<void> {
  await askForText(ask, `/devtools/browser/${sessionId}`, "DELETE");
}

export async function closeBrowser(client: RawClient): Promise<void> {
  await client.call("Browser.close");
  await client.closed;
}

/**
 * Drives until the deed is done, after which driving may fail. Resolves when both are over.
 *
 * @throws Error where the driving fails before
 */
export async function driveUntil(
  driving: Promise<unknown>,
  moment: Promise<unknown>,
  deed: () => unknown,
): Promise<void> {
  let hasBegun = false;
  const done = moment.then(() => {
    hasBegun = true;
    return deed();
  });
  const driven = driving.catch((error) => {
    if (!hasBegun) throw error;
  });
  await Promise.all([driven, done]);
}

export function pause({ random }: Life, maxMs: number): Promise<void> {
  return sleep(random.between(0, maxMs));
}
