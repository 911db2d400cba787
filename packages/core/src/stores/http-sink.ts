import { createHash } from "node:crypto";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type Manifest, parseSessionId } from "@pagereel/protocol";
import { backoffMs } from "../http/backoff.js";
import { defaultDirectory } from "./default-store.js";
import { IngestClient } from "./http-client.js";
import { IngestError } from "./http-ingest-error.js";
import type { IngestItem, ManifestItem, SegmentItem } from "./http-item.js";
import { type HttpSinkOptions, parseHttpSinkOptions } from "./http-sink-options.js";
import { SpoolingWriter } from "./http-spooling.js";
import { parseSegmentRef } from "./segment-ref.js";
import { Spool, type SpoolOptions } from "./spool.js";
import type { SegmentRef, Sink, SinkPacing } from "./store.js";

/** A request is a batch: of what a page does within a second, or more where it does much. */
const PACING: SinkPacing = {
  flushIntervalMs: 1000,
  chunkBytes: 256 * 1024,
  manifestIntervalMs: 2000,
};

/** Tries of one call without a spool; the caller then makes it again, in its own time. */
const MAX_TRIES = 3;

/** Brings bytes to where they belong. */
interface Writer {
  put(item: IngestItem, body: Uint8Array, isFinal: boolean): Promise<void>;
}

/**
 * Makes a sink that sends recordings to a server, each chunk with an idempotency key.
 *
 * While the server is away, what it does not take is kept in files, and sent when it is back: by this
 * process, or by the next one that makes such a sink.
 *
 * @throws RecordingError `INVALID_OPTIONS`
 * @see docs/reference/ingest.md
 */
export function httpSink(options: HttpSinkOptions): Sink {
  const parsed = parseHttpSinkOptions(options);
  const { url, spoolDirectory, maxSpoolBytes } = parsed;
  const client = new IngestClient(parsed);
  const spoolOptions = spoolOf(url, spoolDirectory, maxSpoolBytes);
  const spooling = spoolOptions && new SpoolingWriter(client, new Spool(spoolOptions));
  const writer: Writer = spooling ?? { put: (item, body) => putWithTries(client, item, body) };
  const toManifestItem = manifestNumbering();

  const sink: Sink = {
    name: `server at ${url}`,
    pacing: PACING,
    appendSegment: async (ref, offset, chunk) =>
      writer.put(toSegmentItem(ref, offset), chunk, false),
    writeManifest: async (manifest) =>
      writer.put(toManifestItem(manifest), toBytes(manifest), isFinal(manifest)),
  };
  if (!spooling) return sink;
  return {
    ...sink,
    flush: async (sessionId, signal) => spooling.flush(parseSessionId(sessionId), signal),
    sync: {
      appendSegment: (ref, offset, chunk) =>
        spooling.putSync(toSegmentItem(ref, offset), chunk, false),
      writeManifest: (manifest) =>
        spooling.putSync(toManifestItem(manifest), toBytes(manifest), isFinal(manifest)),
    },
  };
}

async function putWithTries(
  client: IngestClient,
  item: IngestItem,
  body: Uint8Array,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await client.put(item, body);
    } catch (error) {
      if (attempt === MAX_TRIES || !canTryAgainSoon(error)) throw error;
      await delay(backoffMs(attempt));
    }
  }
}

/** Whoever waited for a timeout, or is told to wait, shall hear of it. */
function canTryAgainSoon(error: unknown): boolean {
  return error instanceof IngestError && error.isTemporary && error.retryAfterMs === undefined;
}

function toSegmentItem(ref: SegmentRef, offset: number): SegmentItem {
  return { kind: "segment", ref: parseSegmentRef(ref), offset };
}

/** Numbers manifests by the time of their writing, which goes on rising in the next process. */
function manifestNumbering(): (manifest: Manifest) => ManifestItem {
  const last = new Map<string, number>();
  return (manifest) => {
    const sessionId = parseSessionId(manifest.sessionId);
    const writtenAt = Math.trunc(manifest.updatedAt ?? Date.now());
    const revision = Math.max(writtenAt, (last.get(sessionId) ?? 0) + 1);
    if (isFinal(manifest)) last.delete(sessionId);
    else last.set(sessionId, revision);
    return { kind: "manifest", sessionId, revision };
  };
}

function isFinal({ state }: Manifest): boolean {
  return state !== "recording";
}

function toBytes(manifest: Manifest): Uint8Array {
  return Buffer.from(JSON.stringify(manifest));
}

/** Servers do not share a directory: what is meant for one must not be sent to another. */
function spoolOf(
  url: string,
  spoolDirectory: string | false | undefined,
  maxBytes: number,
): SpoolOptions | undefined {
  if (spoolDirectory === false) return undefined;
  const key = createHash("sha256").update(url).digest("hex").slice(0, 16);
  if (spoolDirectory === undefined) {
    const root = defaultDirectory();
    return { root, directory: path.join(root, "spool", key), maxBytes };
  }
  const root = path.resolve(spoolDirectory);
  return { root, directory: path.join(root, key), maxBytes };
}
