import path from "node:path";
import { parseSessionId } from "@pagereel/protocol";
import {
  deleteDirectory,
  fileExists,
  listDirectories,
  readFile,
  replaceFile,
  replaceFileSync,
  type StoredFile,
  writeAt,
  writeAtSync,
} from "./files.js";
import { parseSegmentRef } from "./segment-ref.js";
import { newestFirst, parseListOptions, toPage } from "./session-page.js";
import type { SegmentRef, SessionPage, Store } from "./store.js";

/**
 * Makes a store of files: `<sessionId>/manifest.json` and
 * `<sessionId>/<targetId>-<number>.ndjson.zst` below the directory. The directory is made with the
 * first write, and ignores itself in git.
 *
 * A file is opened for each write: that costs 0.1 ms, and leaves none open.
 * What is written survives the process. It is not synced to the disk: where the whole machine goes
 * down, the last seconds can be lost.
 *
 * @param directory - relative to the working directory of now
 */
export function fileStore(directory: string): Store {
  const root = path.resolve(directory);

  function sessionDirectory(sessionId: string): string {
    return path.join(root, parseSessionId(sessionId));
  }

  function manifestFile(sessionId: string): StoredFile {
    return { root, path: path.join(sessionDirectory(sessionId), "manifest.json") };
  }

  function segmentFile(ref: SegmentRef): StoredFile {
    const { sessionId, targetId, number } = parseSegmentRef(ref);
    const name = `${targetId}-${String(number).padStart(4, "0")}.ndjson.zst`;
    return { root, path: path.join(sessionDirectory(sessionId), name) };
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

  return {
    name: `file store at "${root}"`,
    appendSegment: async (ref, offset, chunk) => writeAt(segmentFile(ref), offset, chunk),
    writeManifest: async (manifest) =>
      replaceFile(manifestFile(manifest.sessionId), JSON.stringify(manifest)),
    sync: {
      appendSegment: (ref, offset, chunk) => writeAtSync(segmentFile(ref), offset, chunk),
      writeManifest: (manifest) =>
        replaceFileSync(manifestFile(manifest.sessionId), JSON.stringify(manifest)),
    },
    readManifest: async (sessionId) => (await readFile(manifestFile(sessionId).path))?.toString(),
    readSegment: async (ref) => readFile(segmentFile(ref).path),
    listSessions,
    deleteSession: async (sessionId) => deleteDirectory(sessionDirectory(sessionId)),
  };
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
