import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import type { Manifest } from "@pagereel/protocol";

type Identity = NonNullable<Manifest["process"]>;

/** The field of `/proc/<pid>/stat` with the time of a process's start, counted behind its name. */
const START_TIME_FIELD = 19;

/** What tells this process from all others, now and later. */
export function describeProcess(): Identity {
  const startTime = startTimeOf(process.pid);
  const pidSpace = ownPidSpace();
  return {
    host: os.hostname(),
    ...(pidSpace && { pidSpace }),
    pid: process.pid,
    ...(startTime && { startTime }),
  };
}

/**
 * Whether a process still runs; undefined for one of another machine or container, of which nothing is
 * known. Their names may be the same.
 */
export function isRunning({ host, pidSpace, pid, startTime }: Identity): boolean | undefined {
  if (host !== os.hostname()) return undefined;
  if (pidSpace !== undefined && pidSpace !== ownPidSpace()) return undefined;
  if (!exists(pid)) return false;
  return startTime === undefined || startTimeOf(pid) === startTime;
}

/** Where this process's number counts: one start of a machine, one container; not known everywhere. */
function ownPidSpace(): string | undefined {
  try {
    const boot = fs.readFileSync("/proc/sys/kernel/random/boot_id", "utf8");
    const namespace = fs.readlinkSync("/proc/self/ns/pid");
    // It goes into a manifest, which others read: what it is made of is not their business.
    return createHash("sha256").update(boot).update(namespace).digest("hex").slice(0, 16);
  } catch {
    // Not on Linux, or not to be seen.
    return undefined;
  }
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // One of another user is there, though it cannot be signalled.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** In ticks since the machine's start; undefined where the system has no such file. */
function startTimeOf(pid: number): string | undefined {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name before it may have spaces and brackets.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[START_TIME_FIELD];
  } catch {
    // Not on Linux, or gone by now.
    return undefined;
  }
}
