import { zstdCompressSync } from "node:zlib";
import type { Manifest, Store } from "@pagereel/core";
import {
  element,
  fullSnapshot,
  meta,
  START,
  sampleManifest,
  sampleSegment,
  text,
} from "@pagereel/testing/recordings";
import { EventType, IncrementalSource } from "@rrweb/types";

/** When the newest of the stored sessions starts, in ms since the epoch. */
export const NEWEST = START;

/** ms between two of them. */
const STEP_MS = 60_000;

export const TARGET_ID = "A1B2C3D4";

/** The id of the session that started so many minutes before the newest one. */
export function sessionIdOf(age: number): string {
  const time = (NEWEST - age * STEP_MS).toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${String(Math.abs(age)).padStart(12, "0")}`;
}

/**
 * Puts a finished session in a store: one tab, with a page of one heading.
 *
 * @param age - minutes before the newest one
 */
export async function storeSession(
  store: Store,
  age: number,
  title: string,
  given: Partial<Manifest> = {},
): Promise<string> {
  const sessionId = sessionIdOf(age);
  const startedAt = NEWEST - age * STEP_MS;
  const events = eventsOf(title, startedAt);
  const lines = events.map((event) => `${JSON.stringify(event)}\n`);
  const segment = zstdCompressSync(lines.join(""));
  await store.appendSegment({ sessionId, targetId: TARGET_ID, number: 1 }, 0, segment);
  const urls = [{ timestamp: startedAt, url: `https://shop.test/${age}?id=1` }];
  const bytes = segment.length;
  const manifest = sampleManifest({
    sessionId,
    startedAt,
    endedAt: startedAt + 83_000,
    duration: 83_000,
    targets: [{ targetId: TARGET_ID, openedAt: startedAt, urls, title }],
    segments: [sampleSegment({ targetId: TARGET_ID, number: 1 }, events, { bytes })],
    ...given,
  });
  await store.writeManifest(manifest);
  return sessionId;
}

function eventsOf(title: string, startedAt: number) {
  const at = startedAt - START;
  const heading = element("h1", {}, text(title));
  const data = { source: IncrementalSource.MouseInteraction, type: 2, id: heading.id, x: 1, y: 1 };
  return [
    meta("https://shop.test/", at),
    fullSnapshot({ body: [heading] }, at + 1),
    { type: EventType.IncrementalSnapshot, data, timestamp: startedAt + 83_000 },
  ];
}
