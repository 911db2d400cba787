import { parsePeakResidentBytes, parseStat } from "../observe/proc-text.ts";
import { readProcFile } from "../observe/process-tree.ts";
import type { Endpoint } from "./endpoint.ts";

/**
 * What a server's process takes of the CPU for some work.
 *
 * @returns ms for each unit of it; undefined where there is no server
 */
export async function serverCpuOf(
  { serverId }: Endpoint,
  work: () => Promise<{ units: number }>,
): Promise<number | undefined> {
  const before = serverId === undefined ? 0 : cpuMsOf(serverId);
  const { units } = await work();
  return serverId === undefined ? undefined : (cpuMsOf(serverId) - before) / units;
}

/** @returns the most bytes (RSS) that a server's process has had; undefined where there is none */
export function serverPeakBytes({ serverId }: Endpoint): number | undefined {
  return serverId === undefined ? undefined : parsePeakResidentBytes(read(serverId, "status"));
}

function cpuMsOf(serverId: number): number {
  return parseStat(read(serverId, "stat")).cpuMs;
}

function read(serverId: number, file: string): string {
  const text = readProcFile(serverId, file);
  if (text === undefined) throw new Error("The server's process ended while it was measured.");
  return text;
}
