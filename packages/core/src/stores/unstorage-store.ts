import { RecordingError } from "@pagereel/protocol";
import { objectStore } from "./object-store.js";
import type { Store } from "./store.js";
import { unstorageDriver } from "./unstorage-driver.js";
import {
  parseUnstorageOptions,
  type UnstorageLike,
  type UnstorageStoreOptions,
} from "./unstorage-options.js";

const FUNCTIONS = ["hasItem", "getItemRaw", "setItemRaw", "removeItem", "getKeys"] as const;

/**
 * Makes a store of values in an unstorage storage: Redis, Azure, databases and all else that
 * unstorage has a driver for.
 *
 * @param storage - of `createStorage({ driver })`. It stays the caller's, who disposes of it
 * @throws RecordingError `INVALID_OPTIONS`
 */
export function unstorageStore(storage: UnstorageLike, options: UnstorageStoreOptions = {}): Store {
  if (FUNCTIONS.some((name) => typeof storage?.[name] !== "function")) {
    throw new RecordingError(
      "INVALID_OPTIONS",
      "unstorageStore needs a storage, such as unstorage's createStorage({ driver }) gives.",
    );
  }
  const { prefix, pacing, maxObjectBytes } = parseUnstorageOptions(options);
  return objectStore(unstorageDriver(storage, { prefix, maxObjectBytes }), { prefix, pacing });
}
