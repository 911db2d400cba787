import { type Manifest, parseSessionId } from "@pagereel/protocol";
import { parseSegmentRef } from "./segment-ref.js";
import { newestFirst, parseListOptions, toPage } from "./session-page.js";
import type { SegmentRef, SessionPage, Store } from "./store.js";
import { missingBytes } from "./store-errors.js";

interface StoredSession {
  manifest?: string;
  segments: Map<string, Buffer>;
}

/**
 * Makes a store that lives as long as the process, for tests and for recordings that are sent on.
 *
 * It has no limit: whoever uses it deletes sessions.
 */
export function memoryStore(): Store {
  const sessions = new Map<string, StoredSession>();

  function open(sessionId: string): StoredSession {
    const session = sessions.get(sessionId) ?? { segments: new Map() };
    sessions.set(sessionId, session);
    return session;
  }

  function appendSegment(ref: SegmentRef, offset: number, chunk: Uint8Array): void {
    const { sessionId, targetId, number } = parseSegmentRef(ref);
    const { segments } = open(sessionId);
    const key = segmentKey(targetId, number);
    const before = segments.get(key) ?? Buffer.alloc(0);
    if (before.length < offset) throw missingBytes(`${sessionId}/${key}`, before.length, offset);
    const after = before.subarray(offset + chunk.length);
    segments.set(key, Buffer.concat([before.subarray(0, offset), chunk, after]));
  }

  function writeManifest(manifest: Manifest): void {
    open(parseSessionId(manifest.sessionId)).manifest = JSON.stringify(manifest);
  }

  function readSegment(ref: SegmentRef): Uint8Array | undefined {
    const { sessionId, targetId, number } = parseSegmentRef(ref);
    const bytes = sessions.get(sessionId)?.segments.get(segmentKey(targetId, number));
    return bytes && Uint8Array.from(bytes);
  }

  function listSessions(options?: { limit?: number; cursor?: string }): SessionPage {
    const { limit, cursor } = parseListOptions(options);
    const ids = [...sessions.keys()].filter((id) => sessions.get(id)?.manifest !== undefined);
    return toPage(newestFirst(ids, cursor), limit);
  }

  return {
    name: "memory store",
    appendSegment: async (ref, offset, chunk) => appendSegment(ref, offset, chunk),
    writeManifest: async (manifest) => writeManifest(manifest),
    sync: { appendSegment, writeManifest },
    readManifest: async (sessionId) => sessions.get(parseSessionId(sessionId))?.manifest,
    readSegment: async (ref) => readSegment(ref),
    listSessions: async (options) => listSessions(options),
    deleteSession: async (sessionId) => void sessions.delete(parseSessionId(sessionId)),
  };
}

function segmentKey(targetId: string, number: number): string {
  return `${targetId}/${number}`;
}
