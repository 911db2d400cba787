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

/**
 * @returns bytes of JavaScript's heap and of buffers that are in use, after a garbage collection
 * @throws Error where Node was started without `--expose-gc`
 */
export function heldBytes(): number {
  if (!globalThis.gc) throw new Error("This needs a Node that was started with --expose-gc.");
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function ownStatus(): string {
  return readFileSync("/proc/self/status", "utf8");
}
