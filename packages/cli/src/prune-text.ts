import type { PrunedSession, PruneResult } from "@pagereel/core";

const UNITS = ["bytes", "kB", "MB", "GB", "TB"];

/** A line for a session that was deleted, or with `dryRun` would be. */
export function describePruned({ sessionId, bytes }: PrunedSession, dryRun = false): string {
  return `${dryRun ? "would delete" : "deleted"} ${sessionId}  ${formatBytes(bytes)}`;
}

/** The last line: what was done, or with `dryRun` would be. */
export function summarizePruning(
  { deleted, kept, bytes }: PruneResult,
  storeName: string,
  dryRun = false,
): string {
  const done = dryRun ? "Would delete" : "Deleted";
  const sessions = deleted.length === 1 ? "1 session" : `${deleted.length} sessions`;
  return `${done} ${sessions} (${formatBytes(bytes)}) of the ${storeName}; ${kept} kept.`;
}

/** `1.5 MB`: with a digit behind the point below 10, in steps of 1000. */
function formatBytes(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 999.5 && unit < UNITS.length - 1) {
    size /= 1000;
    unit++;
  }
  const digits = unit > 0 && size < 9.95 ? 1 : 0;
  return `${size.toFixed(digits)} ${UNITS[unit]}`;
}
