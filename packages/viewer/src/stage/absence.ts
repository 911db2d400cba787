import type { Gap, Manifest } from "@pagereel/protocol";
import { describeGap } from "../data/gap-words.js";
import type { TargetLife } from "../data/session-data.js";
import { whyEmpty } from "../data/why-empty.js";

/** Why there is nothing to see of a session that has no target to show. */
export function describeEmptySession(manifest: Manifest, isLive: boolean): string {
  return whyEmpty(manifest, isLive) ?? "There is no tab to show at this moment.";
}

/** Why there is nothing to see of a target at a time, or less than there was; undefined: it is all there. */
export function describeAbsence(
  target: TargetLife,
  time: number,
  sessionGaps: readonly Gap[],
): string | undefined {
  if (target.firstTimestamp === undefined) return "Nothing was recorded of this tab.";
  if (time < Math.min(target.openedAt, target.firstTimestamp)) {
    return "This tab is not open yet at this moment.";
  }
  const gap = [...target.gaps, ...sessionGaps].find(({ from, to }) => from <= time && time < to);
  if (gap) return describeGap(gap);
  if (target.closedAt !== undefined && time > target.closedAt) {
    return "This tab is closed at this moment.";
  }
  return undefined;
}
