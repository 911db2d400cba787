import { parsePeakResidentBytes } from "./proc-text.ts";
import { descendantsOf, readProcFile } from "./process-tree.ts";

/** A process that was forked gets its role with its command line, a moment later. */
export function isRenderer(id: number): boolean {
  // Between the arguments is a 0; Chromium overwrites them all with spaces between them.
  const commandLine = (readProcFile(id, "cmdline") ?? "").replaceAll("\0", " ");
  return `${commandLine} `.includes(" --type=renderer ");
}

/** @returns the most bytes (RSS) that any renderer has had of those that a process started */
export function peakOfRenderers(ancestor: number): number {
  const renderers = [...descendantsOf(ancestor).keys()].filter(isRenderer);
  return Math.max(
    0,
    ...renderers.map((id) => parsePeakResidentBytes(readProcFile(id, "status") ?? "")),
  );
}
