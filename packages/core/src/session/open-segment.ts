import type { ManifestSegment } from "@pagereel/protocol";
import type { SegmentRef } from "../stores/store.js";
import type { CompressorStreams } from "./compressor-streams.js";
import { type CompressedChunk, SegmentCompressor } from "./segment-compressor.js";

/**
 * A full snapshot begins a new segment once the open one holds this much text, in bytes, or is this
 * old, in ms. Below both, a segment of its own costs more than a seek to the middle of this one: it has
 * the whole page and its style sheets anew, which else the compressor has seen before.
 */
const SNAPSHOT_ROTATION = { textBytes: 8 * 1024 * 1024, ageMs: 300_000 };

/**
 * A segment may hold this many times the snapshot in it: checkouts are no closer than their size, and
 * the next one shall begin the next segment. So: the snapshot, as many events, and as many again while
 * the page is busy with the next one. In bytes of text, and no more than a reader takes with ease.
 */
const SNAPSHOT_ROOM = { times: 3, maxBytes: 64 * 1024 * 1024 };

/** ms that a segment which is old enough waits for a checkout to begin the next one with. */
const CHECKOUT_WAIT_MS = 5000;

/** ms between two full snapshots that the manifest names: a page can navigate all the time. */
const CHECKOUT_DISTANCE_MS = 10_000;

/** One event as it waits to be written. */
export interface Line {
  /** JSON, without a line break. */
  text: string;
  /** UTF-8 bytes, with the line break. */
  bytes: number;
  /** The event's, ms since the epoch. */
  timestamp: number;
  startsSnapshot: boolean;
  /** On the monotonic clock, in ms: a page that bends its timestamps cannot bend segments. */
  arrivedAt: number;
}

/** What ends a segment besides a snapshot. */
export interface SegmentLimits {
  /** Bytes of text; more where there is a large snapshot in it. */
  maxSegmentBytes: number;
  /** It goes on for some seconds, so that the next one can begin with a checkout. */
  maxSegmentMs: number;
}

/** Bytes for one place of one segment. */
export interface SegmentWrite {
  ref: SegmentRef;
  offset: number;
  chunk: CompressedChunk;
  /** The events in it. */
  lines: Line[];
  /** Whether it makes the segment whole. */
  isLast: boolean;
}

/** The segment of a target that is being written. */
export class OpenSegment {
  readonly #ref: SegmentRef;
  readonly #limits: SegmentLimits;
  readonly #openedAt: number;
  readonly #compressor: SegmentCompressor;
  readonly #entry: ManifestSegment;
  readonly #checkouts: { timestamp: number; offset: number }[] = [];
  #lines: Line[] = [];
  #lastLine: Line | undefined;
  #textBytes = 0;
  #writtenTextBytes = 0;
  #maxTextBytes: number;
  #overdueAt: number | undefined;

  constructor(ref: SegmentRef, first: Line, limits: SegmentLimits, streams: CompressorStreams) {
    this.#ref = ref;
    this.#compressor = new SegmentCompressor(streams);
    this.#limits = limits;
    this.#maxTextBytes = limits.maxSegmentBytes;
    this.#openedAt = first.arrivedAt;
    this.#entry = {
      targetId: ref.targetId,
      number: ref.number,
      state: "open",
      continued: !first.startsSnapshot,
      firstTimestamp: first.timestamp,
      lastTimestamp: first.timestamp,
      eventCount: 0,
      bytes: 0,
    };
  }

  /** What the manifest says of it: what is in the sink, not what is still to be written. */
  get entry(): ManifestSegment {
    const checkouts = this.#checkouts.filter(({ offset }) => offset < this.#writtenTextBytes);
    return { ...this.#entry, checkouts };
  }

  /** Takes a line that belongs in it; false for one that begins the next segment. */
  add(line: Line): boolean {
    // The line after a snapshot's first one is the snapshot itself, and stays with it.
    if (this.#lastLine?.startsSnapshot) this.#makeRoom(line.bytes);
    else if (this.#lastLine && this.#endsBefore(line)) return false;
    if (line.startsSnapshot) this.#noteCheckout(line.timestamp);
    this.#lines.push(line);
    this.#lastLine = line;
    this.#textBytes += line.bytes;
    return true;
  }

  #noteCheckout(timestamp: number): void {
    const last = this.#checkouts.at(-1);
    if (last && timestamp < last.timestamp + CHECKOUT_DISTANCE_MS) return;
    this.#checkouts.push({ timestamp, offset: this.#textBytes });
  }

  #makeRoom(snapshotBytes: number): void {
    const room = Math.min(SNAPSHOT_ROOM.times * snapshotBytes, SNAPSHOT_ROOM.maxBytes);
    this.#maxTextBytes = Math.max(this.#maxTextBytes, room);
  }

  #endsBefore(line: Line): boolean {
    const ageMs = line.arrivedAt - this.#openedAt;
    const ripe = this.#textBytes >= SNAPSHOT_ROTATION.textBytes || ageMs >= SNAPSHOT_ROTATION.ageMs;
    if (line.startsSnapshot && ripe) return true;
    if (this.#textBytes >= this.#maxTextBytes) return true;
    if (ageMs < this.#limits.maxSegmentMs) return false;
    // A page that did nothing for long is checked out when it does something again.
    this.#overdueAt ??= line.arrivedAt;
    return line.arrivedAt - this.#overdueAt >= CHECKOUT_WAIT_MS;
  }

  /**
   * The lines added since the last call, to be written.
   *
   * @param isLast - whether that makes the segment whole; there need not be lines then
   */
  takeWrite(isLast: boolean): SegmentWrite {
    const lines = this.#lines;
    this.#lines = [];
    const text = Buffer.from(lines.map((line) => `${line.text}\n`).join(""));
    const chunk = this.#compressor.add(text, isLast);
    return { ref: this.#ref, offset: this.#entry.bytes, chunk, lines, isLast };
  }

  /** Notes that a write is in the sink. */
  commit(write: SegmentWrite, bytes: number): void {
    this.#entry.bytes += bytes;
    this.#entry.eventCount += write.lines.length;
    for (const { timestamp, bytes: textBytes } of write.lines) {
      this.#writtenTextBytes += textBytes;
      this.#entry.firstTimestamp = Math.min(this.#entry.firstTimestamp, timestamp);
      this.#entry.lastTimestamp = Math.max(this.#entry.lastTimestamp, timestamp);
    }
    if (!write.isLast) return;
    this.#entry.state = "closed";
    this.#entry.crc32 = this.#compressor.crc32;
  }

  /** Notes that nothing more will be written to it. */
  giveUp(): void {
    this.#entry.state = "closed";
    this.#compressor.destroy();
  }
}
