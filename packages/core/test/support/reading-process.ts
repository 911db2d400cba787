/**
 * Reads the session of the file store of argv[2], in the way that argv[3] names, and prints what came of
 * it: how many events, and the most memory that the process had, in bytes.
 */
import { readFileSync } from "node:fs";
import { fetchRecording } from "../../src/fetch/fetch-recording.js";
import { streamRecording } from "../../src/fetch/stream-recording.js";
import { fileStore } from "../../src/stores/file-store.js";

const SESSION = "01980f3e-7c1a-7d2e-9b1f-3a5c7e9d1b2f";

const [, , directory = "", way] = process.argv;
const store = fileStore(directory);
const gaps: string[] = [];
const options = { store, onGap: ({ reason }: { reason: string }) => gaps.push(reason) };

let eventCount = 0;
let code: string | undefined;
try {
  if (way === "fetch") {
    const { events } = await fetchRecording(SESSION, options);
    eventCount = Object.values(events).flat().length;
  } else if (way === "stream") {
    for await (const _ of streamRecording(SESSION, options)) eventCount++;
  }
} catch (error) {
  code = (error as { code?: string }).code ?? String(error);
}
const maxMemoryBytes = peakBytes();
process.stdout.write(JSON.stringify({ eventCount, maxMemoryBytes, gaps, code }));

/** On Linux `resourceUsage()` tells no less than what the process had that started this one. */
function peakBytes(): number {
  if (process.platform !== "linux") return process.resourceUsage().maxRSS * 1024;
  const [, kilobytes] =
    /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
  return Number(kilobytes) * 1024;
}
