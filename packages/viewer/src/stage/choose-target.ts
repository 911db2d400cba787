import type { TargetLife } from "../data/session-data.js";

/** The target to look at where nobody knows which one is active: the newest that is open. */
export function chooseTarget(targets: readonly TargetLife[], time: number): string | undefined {
  const recorded = targets.filter(({ firstTimestamp }) => firstTimestamp !== undefined);
  const begun = recorded.filter(({ firstTimestamp = 0 }) => firstTimestamp <= time);
  const open = begun.findLast(({ closedAt }) => closedAt === undefined || closedAt >= time);
  return (open ?? begun.at(-1) ?? recorded[0] ?? targets[0])?.targetId;
}
