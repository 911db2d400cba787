import type { LivingPage } from "../libraries/library.ts";
import { countHeap, type HeapCounts } from "./heap-counts.ts";

/** Counts what is in the heap of a page's process once its garbage is collected. */
export async function readPageHeap(page: LivingPage): Promise<HeapCounts> {
  const session = await page.openSession();
  let text = "";
  session.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }: { chunk: string }) => {
    text += chunk;
  });
  // What has a finalizer goes with the second collection.
  await session.send("HeapProfiler.collectGarbage");
  await session.send("HeapProfiler.collectGarbage");
  await session.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  await session.detach();
  return countHeap(text);
}
