import * as v from "valibot";
import { parseOptions } from "../parse-options.js";
import { prefixOption } from "./object-store-keys.js";
import { pacingOption } from "./object-store-pacing.js";
import type { SinkPacing } from "./store.js";

/** What is used of unstorage's `Storage`. */
export interface UnstorageLike {
  hasItem(key: string): Promise<boolean>;
  getItemRaw(key: string): Promise<unknown>;
  setItemRaw(key: string, value: Uint8Array): Promise<void>;
  removeItem(key: string): Promise<void>;
  getKeys(base?: string): Promise<string[]>;
}

export interface UnstorageStoreOptions {
  /** What all keys begin with; `pagereel/` unless told, and none for an empty text. */
  prefix?: string;
  /** Bytes of the largest value that the driver takes; 1 MB unless told. */
  maxObjectBytes?: number;
  /** How much is gathered before a value is written. */
  pacing?: Partial<SinkPacing>;
}

/** Most drivers go over a network, and each value that is written has to be found again. */
const PACING: SinkPacing = {
  flushIntervalMs: 1000,
  chunkBytes: 256 * 1024,
  manifestIntervalMs: 2000,
};

const MAX_OBJECT_BYTES = 1024 * 1024;

const schema = v.strictObject({
  prefix: prefixOption,
  maxObjectBytes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), MAX_OBJECT_BYTES),
  pacing: pacingOption(PACING),
});

/** @throws RecordingError `INVALID_OPTIONS` */
export function parseUnstorageOptions(options: UnstorageStoreOptions) {
  return parseOptions(schema, options, "unstorageStore");
}
