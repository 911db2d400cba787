import pMap from "p-map";
import QuickLRU from "quick-lru";
import type { ObjectDriver } from "./object-store-driver.js";
import { damagedPart } from "./object-store-errors.js";
import { type Part, parsePartKey, partKey, segmentFolder } from "./object-store-keys.js";
import type { SegmentRef } from "./store.js";
import { missingBytes } from "./store-errors.js";

/** Parts of a segment that are read at the same time. */
const CONCURRENT_READS = 8;

/** Segments whose length is remembered; for another one a write asks the storage first. */
const REMEMBERED_SEGMENTS = 10_000;

/** The segments of an object store: each append is an object of its own. */
export class ObjectSegments {
  /** By segment, how many bytes are there, from its beginning on and without a hole. */
  readonly #written = new QuickLRU<string, number>({ maxSize: REMEMBERED_SEGMENTS });

  constructor(
    private readonly driver: ObjectDriver,
    private readonly prefix: string,
  ) {}

  /** @throws RecordingError `SEGMENT_LOST`, `SINK_WRITE_FAILED` */
  async append(ref: SegmentRef, offset: number, chunk: Uint8Array): Promise<void> {
    const segment = segmentFolder(this.prefix, ref);
    const present = await this.#present(segment, offset);
    if (present < offset) throw missingBytes(segment, present, offset);
    const { maxObjectBytes } = this.driver;
    // One after the other: what is there when one fails has no hole.
    for (let at = 0; at < chunk.length; at += maxObjectBytes) {
      const piece = chunk.subarray(at, at + maxObjectBytes);
      const end = offset + at + piece.length;
      await this.driver.put(partKey(segment, offset + at, end), piece);
      this.#written.set(segment, Math.max(present, end));
    }
  }

  /** @returns undefined where nothing was written; bytes after a hole are left out */
  async read(ref: SegmentRef): Promise<Uint8Array | undefined> {
    const parts = await this.#parts(segmentFolder(this.prefix, ref));
    if (parts.length === 0) return undefined;
    const pieces = await pMap(parts, (part) => this.#readPart(part), {
      concurrency: CONCURRENT_READS,
    });
    // A part that is gone by now is a hole like any other.
    const missing = pieces.indexOf(undefined);
    if (missing === 0) return undefined;
    return Buffer.concat(pieces.slice(0, missing === -1 ? undefined : missing) as Uint8Array[]);
  }

  /** For a session that was deleted. */
  forget(folder: string): void {
    for (const segment of [...this.#written.keys()]) {
      if (segment.startsWith(folder)) this.#written.delete(segment);
    }
  }

  /** @param wanted - as many bytes as make it unnecessary to ask the storage */
  async #present(segment: string, wanted: number): Promise<number> {
    const known = this.#written.get(segment) ?? 0;
    if (known >= wanted) return known;
    return (await this.#parts(segment)).at(-1)?.end ?? 0;
  }

  async #parts(segment: string): Promise<Part[]> {
    const keys = await this.driver.listKeys(segment);
    return withoutHoles(keys.map(parsePartKey).filter((part) => part !== undefined));
  }

  async #readPart(part: Part): Promise<Uint8Array | undefined> {
    const object = await this.driver.get(part.key);
    if (!object) return undefined;
    const { length } = object.bytes;
    if (length !== part.end - part.start) throw damagedPart(part.key, this.driver.name, length);
    return object.bytes;
  }
}

/** The parts that follow on each other, from the first byte on. */
function withoutHoles(parts: Part[]): Part[] {
  const joined: Part[] = [];
  let end = 0;
  for (const part of parts.sort((one, other) => one.start - other.start || other.end - one.end)) {
    if (part.start !== end) continue;
    joined.push(part);
    end = part.end;
  }
  return joined;
}
