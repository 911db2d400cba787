import { readdirSync, readFileSync } from "node:fs";
import { type ProcessStat, parseStat } from "./proc-text.ts";

/**
 * @param process - an id
 * @param file - such as `stat`
 * @returns undefined when the process is gone
 */
export function readProcFile(process: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${process}/${file}`, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ESRCH") return undefined;
    throw error;
  }
}

/** The processes that a process started, those that these started, and so on; by their ids. */
export function descendantsOf(ancestor: number): Map<number, ProcessStat> {
  const all = runningProcesses();
  const found = new Map<number, ProcessStat>();
  for (let parents = new Set([ancestor]); parents.size > 0; ) {
    const children = [...all].filter(([, { parentId }]) => parents.has(parentId));
    for (const [id, stat] of children) found.set(id, stat);
    parents = new Set(children.map(([id]) => id));
  }
  return found;
}

function runningProcesses(): Map<number, ProcessStat> {
  const all = new Map<number, ProcessStat>();
  for (const entry of readdirSync("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = readProcFile(Number(entry), "stat");
    if (stat !== undefined) all.set(Number(entry), parseStat(stat));
  }
  return all;
}
