import { getHeapStatistics } from "node:v8";

const MB = 1024 * 1024;

/** Of the heap's limit, for what has just been made; what stays has the rest. V8's own default. */
const YOUNG_BYTES = 192 * MB;

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
  return Math.floor(heapBytes() / MAX_EXPANSION);
}

/**
 * The longest event that is read, in bytes of JSON: twice what a document's recorder hands over at once,
 * and half of V8's longest string; less where the heap is small.
 */
export function maxEventBytes(): number {
  return Math.min(256 * MB, maxJsonBytes());
}

/** Whether the heap is so full that more would end the process. */
export function isHeapFull(): boolean {
  return getHeapStatistics().used_heap_size > heapBytes() * MAX_USED_PART;
}

/** Room for what stays. */
function heapBytes(): number {
  const { heap_size_limit } = getHeapStatistics();
  return Math.max(heap_size_limit - YOUNG_BYTES, heap_size_limit / 4);
}
