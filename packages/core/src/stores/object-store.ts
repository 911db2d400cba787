import pMap from "p-map";
import { givingFreshBytes } from "./fresh-bytes.js";
import type { ObjectDriver } from "./object-store-driver.js";
import { explained } from "./object-store-errors.js";
import { sessionKeys } from "./object-store-keys.js";
import { listObjectSessions } from "./object-store-list.js";
import { ObjectManifests } from "./object-store-manifests.js";
import { ObjectSegments } from "./object-store-segments.js";
import type { SinkPacing, Store } from "./store.js";

/** Objects of a session that are deleted at the same time. */
const CONCURRENT_DELETES = 16;

/**
 * Makes a store out of a storage of whole objects, to which nothing can be appended: each append is
 * an object of its own, `<prefix><sessionId>/<targetId>-<number>/<start>-<end>.zst`, and the
 * manifest, `<prefix><sessionId>/manifest.json`, the only one that is written again.
 *
 * It has no `sync`: nothing can be sent from a process that is exiting.
 */
export function objectStore(
  rawDriver: ObjectDriver,
  { prefix, pacing }: { prefix: string; pacing: SinkPacing },
): Store {
  const driver = explained(rawDriver);
  const segments = new ObjectSegments(driver, prefix);
  const manifests = new ObjectManifests(driver, prefix);

  async function deleteSession(sessionId: string): Promise<void> {
    const { folder, manifest } = sessionKeys(prefix, sessionId);
    segments.forget(folder);
    const keys = await driver.listKeys(folder);
    const parts = keys.filter((key) => key !== manifest);
    await pMap(parts, (key) => driver.delete(key), { concurrency: CONCURRENT_DELETES });
    // Last, so that a session that was deleted in part is still in the lists.
    if (parts.length < keys.length) await driver.delete(manifest);
  }

  return givingFreshBytes({
    name: driver.name,
    pacing,
    appendSegment: async (ref, offset, chunk) => segments.append(ref, offset, chunk),
    writeManifest: async (manifest) => manifests.write(manifest),
    readManifest: async (sessionId) => manifests.read(sessionId),
    readSegment: async (ref) => segments.read(ref),
    listSessions: async (options) => listObjectSessions(driver, prefix, options),
    deleteSession,
  });
}
