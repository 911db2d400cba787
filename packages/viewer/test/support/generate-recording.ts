import { crc32 } from "node:zlib";
import type { Manifest, ManifestSegment } from "@pagereel/protocol";
import { type eventWithTime, IncrementalSource } from "@rrweb/types";
import {
  added,
  checkout,
  click,
  element,
  incremental,
  input,
  move,
  mutation,
  START,
  text,
} from "./events.js";
import { makeManifest, target } from "./memory-source.js";

/** Of a recording of one target, as our recorder writes it. */
export interface GeneratedShape {
  durationMs: number;
  /** Besides those of full snapshots. */
  eventCount: number;
  /** Rows of the table that the page is; a row has about 350 bytes in a full snapshot. */
  rowCount: number;
}

/** Two hours of a busy page: about 400 MB of text. */
export const TWO_HOURS: GeneratedShape = {
  durationMs: 7_200_000,
  eventCount: 1_500_000,
  rowCount: 1000,
};

/** As the recorder does it by default. */
const CHECKOUT_MS = 30_000;
const SEGMENT_MS = 300_000;

/** Ids of the page's own nodes are below. */
const FIRST_ROW_ID = 100;
const IDS_PER_ROW = 10;

export interface GeneratedSegment {
  /** What the manifest says of it; `bytes` are those of the text. */
  entry: ManifestSegment;
  /** NDJSON, in pieces of some kB; made anew each time. */
  text(): Generator<Buffer>;
}

/** @returns the manifest, and the segments that it names, none of which is held in memory */
export function generateRecording(shape: GeneratedShape): {
  manifest: Manifest;
  segments: GeneratedSegment[];
} {
  const count = Math.ceil(shape.durationMs / SEGMENT_MS);
  const segments = Array.from({ length: count }, (_, i) => generateSegment(shape, i + 1));
  const manifest = makeManifest({
    duration: shape.durationMs,
    endedAt: START + shape.durationMs,
    targets: [
      target("A", {
        title: "A busy page",
        urls: [{ timestamp: START, url: "https://shop.test/" }],
      }),
    ],
    segments: segments.map(({ entry }) => entry),
  });
  return { manifest, segments };
}

function generateSegment(shape: GeneratedShape, number: number): GeneratedSegment {
  const entry: ManifestSegment = {
    targetId: "A",
    number,
    state: "closed",
    continued: false,
    firstTimestamp: START + (number - 1) * SEGMENT_MS,
    lastTimestamp: 0,
    eventCount: 0,
    bytes: 0,
  };
  const checkouts: { timestamp: number; offset: number }[] = [];
  let checksum = 0;
  for (const event of eventsOf(shape, number)) {
    const line = Buffer.from(`${JSON.stringify(event)}\n`);
    if (event.type === 4) checkouts.push({ timestamp: event.timestamp, offset: entry.bytes });
    checksum = crc32(line, checksum);
    entry.bytes += line.length;
    entry.eventCount++;
    entry.lastTimestamp = event.timestamp;
  }
  const hex = checksum.toString(16).padStart(8, "0");
  return { entry: { ...entry, checkouts, crc32: hex }, text: () => textOf(shape, number) };
}

function* textOf(shape: GeneratedShape, number: number): Generator<Buffer> {
  let lines: string[] = [];
  for (const event of eventsOf(shape, number)) {
    lines.push(`${JSON.stringify(event)}\n`);
    if (lines.length < 200) continue;
    yield Buffer.from(lines.join(""));
    lines = [];
  }
  yield Buffer.from(lines.join(""));
}

function* eventsOf(shape: GeneratedShape, number: number): Generator<eventWithTime> {
  const { durationMs, eventCount } = shape;
  const stepMs = durationMs / eventCount;
  const from = (number - 1) * SEGMENT_MS;
  const to = Math.min(number * SEGMENT_MS, durationMs);
  let nextCheckout = from;
  for (let i = Math.ceil(from / stepMs); i * stepMs < to; i++) {
    const at = Math.floor(i * stepMs);
    if (at >= nextCheckout) {
      yield* checkout(at, ...rowsOf(shape, at));
      nextCheckout += CHECKOUT_MS;
    }
    yield eventNumber(shape, i, at);
  }
}

function rowsOf({ rowCount }: GeneratedShape, at: number) {
  return Array.from({ length: rowCount }, (_, row) => {
    const id = FIRST_ROW_ID + row * IDS_PER_ROW;
    const cell = element(id + 1, "td", { class: "name" }, text(id + 2, `Order ${row * 7919}`));
    const price = text(id + 4, `${((row * 104_729 + at) % 10_000) / 100} EUR`);
    const button = element(id + 5, "button", { type: "button" }, text(id + 6, `Pay ${row}`));
    const cells = [cell, element(id + 3, "td", { class: "price" }, price), button];
    return element(id, "tr", { class: `row row-${row % 7}` }, ...cells);
  });
}

/** A mixture as a busy page has it. */
function eventNumber({ rowCount }: GeneratedShape, i: number, at: number): eventWithTime {
  const id = FIRST_ROW_ID + ((i * 31) % rowCount) * IDS_PER_ROW;
  if (i % 1000 === 999) return click(at, id + 5);
  if (i % 1000 > 990) return input(at, id + 5, "*".repeat((i % 1000) - 990));
  if (i % 50 === 0)
    return added(at, element(9_000_000 + i, "p", {}, text(9_500_000 + i, `Note ${i}`)));
  if (i % 10 === 1) {
    return incremental(at, { source: IncrementalSource.Scroll, id: 1, x: 0, y: i % 2000 });
  }
  if (i % 3 === 0) return mutation(at, { texts: [{ id: id + 4, value: `${i % 9973} EUR` }] });
  if (i % 3 === 1) {
    return mutation(at, { attributes: [{ id, attributes: { class: `row row-${i % 13}` } }] });
  }
  return move(at);
}
