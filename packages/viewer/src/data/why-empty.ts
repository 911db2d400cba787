import type { Manifest } from "@pagereel/protocol";

/** Why there is nothing to play. @returns undefined where there is something */
export function whyEmpty(
  manifest: Pick<Manifest, "targets" | "segments">,
  isLive: boolean,
): string | undefined {
  if (manifest.segments.length > 0) return undefined;
  if (isLive) return "Nothing has been recorded yet. What the browser shows appears here.";
  if (manifest.targets.length === 0) {
    return "This recording has no tabs: the browser ended before it had opened one.";
  }
  return "This recording has no events: its tabs were closed before their pages showed anything.";
}
