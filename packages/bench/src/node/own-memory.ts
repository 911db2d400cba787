import { readFileSync } from "node:fs";
import { parsePeakResidentBytes, parseResidentBytes } from "../observe/proc-text.ts";

/** @returns bytes (RSS) that this process has now */
export function residentBytes(): number {
  return parseResidentBytes(ownStatus());
}

/**
 * @returns the most bytes (RSS) that this process has had. What `process.resourceUsage()` tells of a
 *   process is at least what the process had that started it.
 */
export function peakResidentBytes(): number {
  return parsePeakResidentBytes(ownStatus());
}

function ownStatus(): string {
  return readFileSync("/proc/self/status", "utf8");
}
