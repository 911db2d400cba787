import type { Store } from "@pagereel/core";

/** A store that counts the segments that are read of it, and their bytes. */
export function countReads(store: Store): {
  store: Store;
  reads: { count: number; bytes: number };
} {
  const reads = { count: 0, bytes: 0 };
  const readSegment: Store["readSegment"] = async (ref) => {
    const bytes = await store.readSegment(ref);
    reads.count++;
    reads.bytes += bytes?.length ?? 0;
    return bytes;
  };
  return { store: { ...store, readSegment }, reads };
}
