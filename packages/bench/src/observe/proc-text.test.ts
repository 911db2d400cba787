import { expect, test } from "vitest";
import {
  parseBytesRead,
  parsePeakResidentBytes,
  parseResidentBytes,
  parseSchedStat,
  parseStat,
} from "./proc-text.ts";

test("reads parent and CPU time whatever the process is called", () => {
  const text = "321 (a) b) (c) S 12 321 321 0 -1 4194304 100 0 0 0 150 50 900 900 20 0 1 0 1 1 1";
  expect(parseStat(text)).toEqual({ parentId: 12, cpuMs: 2000 });
});

test("reads the main thread's time on a CPU, not the time it waited for one", () => {
  expect(parseSchedStat("1500000 999999999 3\n")).toBe(1.5);
});

test("reads memory in use; a process that has ended uses none", () => {
  expect(parseResidentBytes("Name:\tnode\nVmRSS:\t   2048 kB\nThreads:\t1\n")).toBe(2048 * 1024);
  expect(parseResidentBytes("Name:\tnode\nState:\tZ (zombie)\n")).toBe(0);
});

test("reads the most memory that there was", () => {
  const text = "VmPeak:\t   9999 kB\nVmHWM:\t   4096 kB\nVmRSS:\t   2048 kB\n";
  expect(parsePeakResidentBytes(text)).toBe(4096 * 1024);
});

test("reads what a process has read", () => {
  expect(parseBytesRead("rchar: 6976\nwchar: 0\n")).toBe(6976);
});
