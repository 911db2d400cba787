/** How Linux counts CPU time in /proc/<pid>/stat: hundredths of a second, on every architecture. */
const MS_OF_A_TICK = 10;

export interface ProcessStat {
  parentId: number;
  /** CPU time of all its threads, ended ones included, in the program and in the kernel. */
  cpuMs: number;
}

/** @param text - of /proc/<pid>/stat */
export function parseStat(text: string): ProcessStat {
  // The name, in brackets, can have spaces and brackets itself.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const [parentId, userTicks, systemTicks] = [fields[1], fields[11], fields[12]].map(Number);
  return {
    parentId: parentId as number,
    cpuMs: ((userTicks as number) + (systemTicks as number)) * MS_OF_A_TICK,
  };
}

/**
 * @param text - of /proc/<pid>/schedstat, which is about the main thread: ns on a CPU, ns waited,
 *   time slices
 * @returns ms on a CPU
 */
export function parseSchedStat(text: string): number {
  return Number(text.split(" ", 1)[0]) / 1e6;
}

/** @returns bytes in memory, from the text of /proc/<pid>/status; 0 for a process that has ended */
export function parseResidentBytes(text: string): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(text)?.[1] ?? 0) * 1024;
}

/** @returns the most bytes that were in memory at a time, from the text of /proc/<pid>/status */
export function parsePeakResidentBytes(text: string): number {
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(text)?.[1]) * 1024;
}

/** @returns bytes that the process read, of pipes, sockets and files, from /proc/<pid>/io */
export function parseBytesRead(text: string): number {
  return Number(/^rchar: (\d+)$/m.exec(text)?.[1]);
}
