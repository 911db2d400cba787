import { promisify } from "node:util";
import { crc32, gzip } from "node:zlib";
import type { ManifestSegment, Recording } from "@pagereel/protocol";
import { type SegmentText, splitIntoSegments } from "./split-into-segments.js";

/** A segment of a page that is one file. */
export interface PackedSegment {
  /** What the manifest says of it. */
  entry: ManifestSegment;
  /** Base64 of the gzip of its text: no character of it means anything to HTML. */
  content: string;
}

/** Packs all events, each target's by themselves. */
export async function packSegments(events: Recording["events"]): Promise<PackedSegment[]> {
  const packed: PackedSegment[] = [];
  for (const [targetId, list] of Object.entries(events)) {
    let number = 0;
    for (const segment of splitIntoSegments(list)) {
      number++;
      packed.push(await pack(targetId, number, segment));
    }
  }
  return packed;
}

async function pack(
  targetId: string,
  number: number,
  { lines, ...facts }: SegmentText,
): Promise<PackedSegment> {
  const text = Buffer.concat(lines);
  const packed = await promisify(gzip)(text);
  const entry: ManifestSegment = {
    targetId,
    number,
    state: "closed",
    ...facts,
    eventCount: lines.length,
    bytes: packed.length,
    crc32: crc32(text).toString(16).padStart(8, "0"),
  };
  return { entry, content: packed.toString("base64") };
}
