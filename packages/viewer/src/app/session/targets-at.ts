import type { TargetLife } from "../../data/session-data.js";

export type Presence = "before" | "open" | "closed";

/** Whether a target is there at a time. */
export function presenceAt(
  target: Pick<TargetLife, "openedAt" | "closedAt">,
  time: number,
): Presence {
  if (time < target.openedAt) return "before";
  return target.closedAt !== undefined && time > target.closedAt ? "closed" : "open";
}

/** The address that a target showed at a time, or its first one; undefined where none is known. */
export function addressAt(
  target: Pick<TargetLife, "urls"> | undefined,
  time: number,
): string | undefined {
  const shown = target?.urls.findLast(({ timestamp }) => timestamp <= time);
  return (shown ?? target?.urls[0])?.url;
}

/** What to call a session: the last title that was shown, else the last address. */
export function titleOf(targets: readonly TargetLife[]): string | undefined {
  const titled = targets.filter(({ title }) => title);
  return lastShown(titled.length > 0 ? titled : targets)?.label;
}

/** The target that went somewhere last. */
function lastShown(targets: readonly TargetLife[]): TargetLife | undefined {
  let last: TargetLife | undefined;
  for (const target of targets) {
    const time = target.urls.at(-1)?.timestamp;
    if (time !== undefined && time >= (last?.urls.at(-1)?.timestamp ?? -Infinity)) last = target;
  }
  return last;
}
