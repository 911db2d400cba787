import path from "node:path";
import { parseSessionId } from "@pagereel/protocol";
import * as v from "valibot";
import { parseOptions } from "../parse-options.js";
import {
  deleteDirectory,
  replaceFile,
  replaceFileSync,
  type StoredFile,
  writeAt,
  writeAtSync,
} from "./files.js";
import { givingFreshBytes } from "./fresh-bytes.js";
import { fileExists, listDirectories, readFile } from "./read-files.js";
import { parseSegmentRef } from "./segment-ref.js";
import { newestFirst, parseListOptions, toPage } from "./session-page.js";
import type { SegmentRef, SessionPage, Store } from "./store.js";

export interface FileStoreOptions {
  /**
   * `"never"` leaves to the system when it brings what was written to the disk: that survives a process
   * that is killed, but not a machine that loses power, which can lose some seconds. `"always"` waits
   * for the disk at each write. Default `"never"`.
   */
  fsync?: "never" | "always";
}

const MANIFEST = "manifest.json";

/** The files of a store, in bytes at most: such a manifest fits in memory, whatever its values are. */
const MAX_MANIFEST_BYTES = 64 * 1024 * 1024;
const MAX_SEGMENT_BYTES = 256 * 1024 * 1024;

const fileStoreOptions = v.strictObject({
  fsync: v.optional(v.picklist(["never", "always"]), "never"),
});

/**
 * Makes a store of files: `<sessionId>/manifest.json` and
 * `<sessionId>/<targetId>-<number>.ndjson.zst` below the directory. The directory is made with the
 * first write, and ignores itself in git.
 *
 * A file is opened for each write: that costs 0.1 ms, and leaves none open. Links below the directory
 * are not followed.
 *
 * @param directory - relative to the working directory of now
 * @throws RecordingError `INVALID_OPTIONS`
 */
export function fileStore(directory: string, options?: FileStoreOptions): Store {
  const root = path.resolve(directory);
  const fsync = parseOptions(fileStoreOptions, options ?? {}, "fileStore").fsync === "always";

  function sessionDirectory(sessionId: string): string {
    return path.join(root, parseSessionId(sessionId));
  }

  function manifestFile(sessionId: string): StoredFile {
    return { root, fsync, path: path.join(sessionDirectory(sessionId), MANIFEST) };
  }

  function segmentFile(ref: SegmentRef): StoredFile {
    const { sessionId, targetId, number } = parseSegmentRef(ref);
    const name = `${targetId}-${String(number).padStart(4, "0")}.ndjson.zst`;
    return { root, fsync, path: path.join(sessionDirectory(sessionId), name) };
  }

  async function listSessions(options?: { limit?: number; cursor?: string }): Promise<SessionPage> {
    const { limit, cursor } = parseListOptions(options);
    const sessionIds = (await listDirectories(root)).filter(isSessionId);
    const found: string[] = [];
    for (const sessionId of newestFirst(sessionIds, cursor)) {
      if (await fileExists(manifestFile(sessionId).path)) found.push(sessionId);
      if (found.length > limit) break;
    }
    return toPage(found, limit);
  }

  return givingFreshBytes({
    name: `file store at "${root}"`,
    appendSegment: async (ref, offset, chunk) => writeAt(segmentFile(ref), offset, chunk),
    writeManifest: async (manifest) =>
      replaceFile(manifestFile(manifest.sessionId), JSON.stringify(manifest)),
    sync: {
      appendSegment: (ref, offset, chunk) => writeAtSync(segmentFile(ref), offset, chunk),
      writeManifest: (manifest) =>
        replaceFileSync(manifestFile(manifest.sessionId), JSON.stringify(manifest)),
    },
    readManifest: async (sessionId) =>
      (await readFile(manifestFile(sessionId), MAX_MANIFEST_BYTES))?.toString(),
    readSegment: async (ref) => readFile(segmentFile(ref), MAX_SEGMENT_BYTES),
    listSessions,
    deleteSession: async (sessionId) => deleteDirectory(sessionDirectory(sessionId), MANIFEST),
  });
}

/** False for directories that others made. */
function isSessionId(name: string): boolean {
  try {
    return parseSessionId(name) === name;
  } catch {
    // Not one of this store's directories.
    return false;
  }
}
