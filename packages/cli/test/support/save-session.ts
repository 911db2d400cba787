import { zstdCompressSync } from "node:zlib";
import { fileStore, type Manifest } from "@pagereel/core";
import {
  element,
  fullSnapshot,
  meta,
  START,
  sampleManifest,
  sampleSegment,
  text,
} from "@pagereel/testing/recordings";

export { START };

export const TARGET_ID = "A1B2C3D4";

const URL = "https://shop.test/cart";
const paragraph = element("p", {}, text("One blue lamp"));

/** rrweb events of a page with one paragraph, 83 s long. */
export const events = [
  meta(URL),
  fullSnapshot({ body: [paragraph] }),
  {
    type: 3,
    data: { source: 2, type: 2, id: paragraph.id, x: 1, y: 1 },
    timestamp: START + 83_000,
  },
];

/** Saves a finished session of one target in a file store. */
export async function saveSession(
  directory: string,
  sessionId: string,
  given: Partial<Manifest> = {},
): Promise<void> {
  const store = fileStore(directory);
  const segment = zstdCompressSync(events.map((event) => `${JSON.stringify(event)}\n`).join(""));
  await store.appendSegment({ sessionId, targetId: TARGET_ID, number: 1 }, 0, segment);
  const bytes = segment.length;
  const manifest = sampleManifest({
    sessionId,
    endedAt: START + 83_000,
    duration: 83_000,
    targets: [{ targetId: TARGET_ID, openedAt: START, urls: [{ timestamp: START, url: URL }] }],
    segments: [sampleSegment({ targetId: TARGET_ID, number: 1 }, events, { bytes })],
    ...given,
  });
  await store.writeManifest(manifest);
}
