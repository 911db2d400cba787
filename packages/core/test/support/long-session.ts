import { constants, crc32, zstdCompressSync } from "node:zlib";
import type { ManifestSegment } from "@pagereel/protocol";
import { sampleManifest } from "@pagereel/testing/recordings";
import { EventType, type eventWithTime, IncrementalSource } from "@rrweb/types";
import type { Store } from "../../src/stores/store.js";
import { SESSION } from "./stored-session.js";

const START = 1_700_000_000_000;
const TARGET = "A1B2";

/** Text of a page, as large as that of many. */
const PAGE = Array.from({ length: 4000 }, (_, i) => `Row ${i} of ${i * 7919}. `).join("");

export interface LongSession {
  /** Each of them begins with a full snapshot. */
  segmentCount: number;
  eventCount: number;
  durationMs: number;
}

/** Stores a session of one target that changes at an even pace. */
export async function storeLongSession(
  store: Store,
  { segmentCount, eventCount, durationMs }: LongSession,
): Promise<void> {
  const manifest = sampleManifest({ sessionId: SESSION });
  manifest.targets.push({ targetId: TARGET, openedAt: START, urls: [] });
  const perSegment = Math.floor(eventCount / segmentCount);
  const stepMs = durationMs / eventCount;
  for (let number = 1; number <= segmentCount; number++) {
    const first = (number - 1) * perSegment;
    const events = Array.from({ length: perSegment }, (_, i) =>
      eventNumber(i, Math.floor(START + (first + i) * stepMs)),
    );
    manifest.segments.push(await storeSegment(store, number, events));
  }
  await store.writeManifest(manifest);
}

async function storeSegment(
  store: Store,
  number: number,
  events: eventWithTime[],
): Promise<ManifestSegment> {
  const text = Buffer.from(events.map((event) => `${JSON.stringify(event)}\n`).join(""));
  const params = { [constants.ZSTD_c_windowLog]: 23 };
  const bytes = zstdCompressSync(text, { params });
  await store.appendSegment({ sessionId: SESSION, targetId: TARGET, number }, 0, bytes);
  return {
    targetId: TARGET,
    number,
    state: "closed",
    continued: false,
    firstTimestamp: events[0]?.timestamp ?? START,
    lastTimestamp: events.at(-1)?.timestamp ?? START,
    eventCount: events.length,
    bytes: bytes.length,
    crc32: crc32(text).toString(16).padStart(8, "0"),
  };
}

/** Of a segment: a snapshot, then changes and moves of the mouse. */
function eventNumber(i: number, timestamp: number): eventWithTime {
  const event = { timestamp } as eventWithTime;
  if (i === 0)
    return {
      ...event,
      type: EventType.Meta,
      data: { href: "a:", width: 1, height: 1 },
    } as eventWithTime;
  if (i === 1)
    return { ...event, type: EventType.FullSnapshot, data: { node: { text: PAGE } } } as never;
  const data =
    i % 3 === 0
      ? {
          source: IncrementalSource.Mutation,
          texts: [{ id: i, value: `Text ${i * 104_729} of ${timestamp}` }],
          attributes: [
            { id: i + 1, attributes: { class: `item item-${i % 97}`, style: { top: `${i}px` } } },
          ],
          removes: [],
          adds: [],
        }
      : {
          source: IncrementalSource.MouseMove,
          positions: [{ x: i % 1280, y: (i * 31) % 720, id: i, timeOffset: -(i % 500) }],
        };
  return { ...event, type: EventType.IncrementalSnapshot, data } as eventWithTime;
}
