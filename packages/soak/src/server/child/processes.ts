import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** A process of this machine. */
interface Process {
  pid: number;
  parent: number;
  command: string;
}

/** What a process has open, counted: sockets, pipes and all else. */
export type OpenFiles = Record<"sockets" | "pipes" | "files", number>;

/**
 * The processes that a server started, and those that these did. One whose parent was killed has
 * another one: it is known by its directory for temporary files.
 */
export function processesOf(pid: number, temporary: string): Process[] {
  const all = readProcesses();
  const known = new Set([pid]);
  const isOwn = (each: Process) =>
    known.has(each.parent) || environmentOf(each.pid).includes(`TMPDIR=${temporary}`);
  for (let before = 0; before !== known.size; ) {
    before = known.size;
    for (const each of all) if (isOwn(each)) known.add(each.pid);
  }
  return all.filter((each) => each.pid !== pid && known.has(each.pid));
}

/** What a process has open. */
export function openFilesOf(pid: number): OpenFiles {
  const counts: OpenFiles = { sockets: 0, pipes: 0, files: 0 };
  for (const name of readdirSync(`/proc/${pid}/fd`)) {
    const target = unlessGone(() => readlinkSync(`/proc/${pid}/fd/${name}`));
    if (target === undefined) continue;
    if (target.startsWith("socket:")) counts.sockets++;
    else if (target.startsWith("pipe:")) counts.pipes++;
    else counts.files++;
  }
  return counts;
}

function readProcesses(): Process[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    const stat = unlessGone(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
    // The name is in parentheses, and may have some itself.
    const [, command = "", parent] = /\((.*)\) \w (\d+)/s.exec(stat ?? "") ?? [];
    return parent === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
  });
}

function environmentOf(pid: number): string {
  return unlessGone(() => readFileSync(`/proc/${pid}/environ`, "utf8")) ?? "";
}

/** A process may end while it is looked at; those of other users are none of ours. */
function unlessGone<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
