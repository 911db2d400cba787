import { readdirSync } from "node:fs";
import { text } from "node:stream/consumers";
import { getHeapSnapshot } from "node:v8";
import { countHeap, type HeapCounts } from "./heap-counts.ts";

/** Counts what is in the heap of this process, and what it has open. */
export async function readNodeHeap(): Promise<HeapCounts> {
  // The snapshot collects the garbage itself; what has a finalizer needs it twice.
  getHeapSnapshot().destroy();
  const counts = countHeap(await text(getHeapSnapshot()));
  counts.classes.set("open file or socket", readdirSync("/dev/fd").length);
  for (const resource of process.getActiveResourcesInfo()) {
    const name = `active ${resource}`;
    counts.classes.set(name, (counts.classes.get(name) ?? 0) + 1);
  }
  return counts;
}
