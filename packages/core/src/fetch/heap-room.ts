import { getHeapStatistics } from "node:v8";

/**
 * The values in JSON take up to this many times its length: `{},` is 3 bytes, and 64 in V8's heap. Text
 * that is read in one go must be shorter than the heap by that.
 */
const MAX_EXPANSION = 24;

/**
 * Of the heap, where no more is taken. V8 collects its garbage when half of the room above what is alive
 * is used, at the latest; so above this, more than half of the heap is alive.
 */
const MAX_USED_PART = 0.8;

/** The longest JSON, in bytes, whose values fit in the heap, whatever they are. */
export function maxJsonBytes(): number {
  return Math.floor(getHeapStatistics().heap_size_limit / MAX_EXPANSION);
}

/**
 * The longest event that is read, in bytes of JSON: twice what a document's recorder hands over at once,
 * and half of V8's longest string; less where the heap is small.
 */
export function maxEventBytes(): number {
  return Math.min(256 * 1024 * 1024, maxJsonBytes());
}

/** Whether the heap is so full that more would end the process. */
export function isHeapFull(): boolean {
  const { used_heap_size, heap_size_limit } = getHeapStatistics();
  return used_heap_size > heap_size_limit * MAX_USED_PART;
}
