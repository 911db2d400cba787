import type { ChildProcess } from "node:child_process";
import { descendantsOf } from "./process-tree.ts";

/** Ends a process with all that it started, unless it has ended by itself. */
export function killTree(child: ChildProcess): void {
  if (child.exitCode !== null || child.signalCode !== null) return;
  for (const id of descendantsOf(child.pid as number).keys()) kill(id);
  child.kill("SIGKILL");
}

function kill(id: number): void {
  try {
    process.kill(id, "SIGKILL");
  } catch (error) {
    // It ended by itself, as processes do whose parent was killed.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
