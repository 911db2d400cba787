import type { Manifest } from "@pagereel/protocol";
import { isRunning } from "../session/process-identity.js";

/** ms, in which one that still records writes its manifest several times. */
const SILENCE_MS = 60_000;

/**
 * Whether the process that recorded a session is dead, so that nobody else will finish it. Of one on
 * this machine it is known; one on another machine has not written the manifest for a while.
 */
export function isAbandoned({ state, process, updatedAt }: Manifest): boolean {
  if (state !== "recording") return false;
  const isAlive = process && isRunning(process);
  if (isAlive !== undefined) return !isAlive;
  return updatedAt !== undefined && Date.now() - updatedAt > SILENCE_MS;
}
