import { zstdCompressSync } from "node:zlib";
import { fileStore, type Manifest } from "@pagereel/core";

export const TARGET_ID = "A1B2C3D4";

/** When saved sessions begin, in ms since the epoch. */
export const START = Date.UTC(2026, 4, 28, 20, 0, 0);

/** rrweb events of a page with one paragraph, 83 s long. */
export const events = [
  { type: 4, data: { href: "https://shop.test/cart", width: 800, height: 600 }, timestamp: START },
  { type: 2, data: snapshot(), timestamp: START + 1 },
  { type: 3, data: { source: 2, type: 2, id: 5, x: 1, y: 1 }, timestamp: START + 83_000 },
];

function snapshot() {
  const text = { type: 3, id: 6, textContent: "One blue lamp" };
  const paragraph = element(5, "p", text);
  const html = element(2, "html", element(3, "head"), element(4, "body", paragraph));
  return { node: { type: 0, id: 1, childNodes: [html] }, initialOffset: { top: 0, left: 0 } };
}

function element(id: number, tagName: string, ...childNodes: unknown[]) {
  return { type: 2, id, tagName, attributes: {}, childNodes };
}

/** Saves a finished session of one target in a file store. */
export async function saveSession(
  directory: string,
  sessionId: string,
  given: Partial<Manifest> = {},
): Promise<void> {
  const store = fileStore(directory);
  const segment = zstdCompressSync(events.map((event) => `${JSON.stringify(event)}\n`).join(""));
  await store.appendSegment({ sessionId, targetId: TARGET_ID, number: 1 }, 0, segment);
  await store.writeManifest({
    version: 1,
    sessionId,
    state: "final",
    reason: "closed",
    startedAt: START,
    endedAt: START + 83_000,
    duration: 83_000,
    targets: [
      {
        targetId: TARGET_ID,
        openedAt: START,
        urls: [{ timestamp: START, url: "https://shop.test/cart" }],
      },
    ],
    segments: [
      {
        targetId: TARGET_ID,
        number: 1,
        state: "closed",
        continued: false,
        firstTimestamp: START,
        lastTimestamp: START + 83_000,
        eventCount: events.length,
        bytes: segment.length,
      },
    ],
    gaps: [],
    limitsHit: [],
    metadata: {},
    client: {},
    ...given,
  });
}
