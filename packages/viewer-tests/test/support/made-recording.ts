import { constants, zstdCompressSync } from "node:zlib";
import type { Manifest, ManifestSegment, Store } from "@pagereel/core";
import { SESSION, START, sampleManifest, sampleSegment } from "@pagereel/testing/recordings";
import type { eventWithTime } from "@rrweb/types";

export const SESSION_ID = SESSION;

/** A recording that no recorder has made. */
export interface MadeRecording {
  /** Of each target. */
  events: Record<string, eventWithTime[]>;
  manifest?: Partial<Manifest>;
  /** Spoils what is to be stored, or to be in the file. */
  spoil?: (parts: StoredParts) => void;
}

/** What a store has of a session. */
export interface StoredParts {
  manifest: Manifest;
  /** NDJSON, by target and number as in `A/1`. */
  texts: Map<string, string>;
}

/** One segment a target. */
export function partsOf({ events, manifest, spoil }: MadeRecording): StoredParts {
  const texts = new Map<string, string>();
  const segments: ManifestSegment[] = [];
  for (const [targetId, list] of Object.entries(events)) {
    if (list.length === 0) continue;
    texts.set(`${targetId}/1`, list.map((event) => `${JSON.stringify(event)}\n`).join(""));
    segments.push(sampleSegment({ targetId, number: 1 }, list, { continued: false }));
  }
  const parts = { manifest: describeSession(segments, Object.keys(events), manifest), texts };
  spoil?.(parts);
  return parts;
}

export async function storeRecording(store: Store, made: MadeRecording): Promise<string> {
  const { manifest, texts } = partsOf(made);
  const { sessionId } = manifest;
  for (const segment of manifest.segments) {
    const { targetId, number } = segment;
    const text = texts.get(`${targetId}/${number}`);
    if (text === undefined) continue;
    const bytes = compress(text);
    segment.bytes = bytes.length;
    await store.appendSegment({ sessionId, targetId, number }, 0, bytes);
  }
  await store.writeManifest(manifest);
  return sessionId;
}

/** With a window that browsers decompress, however long the text is. */
function compress(text: string): Buffer {
  const params = { [constants.ZSTD_c_contentSizeFlag]: 0, [constants.ZSTD_c_windowLog]: 23 };
  return zstdCompressSync(text, { params });
}

function describeSession(
  segments: ManifestSegment[],
  targetIds: string[],
  given: Partial<Manifest> = {},
): Manifest {
  const endedAt = Math.max(START, ...segments.map(({ lastTimestamp }) => lastTimestamp));
  const urls = [{ timestamp: START, url: "https://a.test/" }];
  return sampleManifest({
    endedAt,
    duration: endedAt - START,
    targets: targetIds.map((targetId) => ({ targetId, openedAt: START, urls })),
    segments,
    ...given,
  });
}
