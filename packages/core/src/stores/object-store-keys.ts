import { parseSessionId } from "@pagereel/protocol";
import * as v from "valibot";
import { parseSegmentRef } from "./segment-ref.js";
import type { SegmentRef } from "./store.js";

/** A folder of its own, so that a bucket can hold other things too. */
const DEFAULT_PREFIX = "pagereel/";

/** Enough for every segment: 10 GB. */
const OFFSET_DIGITS = 10;

/** Characters that every storage takes in keys, and no names that some take for directories. */
const PREFIX = /^(?:(?!\.+\/)[\w.-]+\/)*$/;

/** The option that says below what the objects are: `a/b` and `a/b/` are the same. */
export const prefixOption = v.optional(
  v.pipe(
    v.string(),
    v.transform((prefix) => (prefix === "" || prefix.endsWith("/") ? prefix : `${prefix}/`)),
    v.regex(
      PREFIX,
      "expected folders of letters, digits, dots, dashes and underscores with slashes between " +
        'them, such as "recordings/production"',
    ),
  ),
  DEFAULT_PREFIX,
);

/** A part of a segment: one object. */
export interface Part {
  key: string;
  /** Its place in the segment, in bytes; `end` is that of the first byte after it. */
  start: number;
  end: number;
}

/** The keys of one session's objects. All of its keys begin with `folder`. */
export function sessionKeys(prefix: string, sessionId: string) {
  const folder = `${prefix}${parseSessionId(sessionId)}/`;
  return { folder, manifest: `${folder}manifest.json` };
}

/** What the keys of a segment's parts begin with. */
export function segmentFolder(prefix: string, ref: SegmentRef): string {
  const { sessionId, targetId, number } = parseSegmentRef(ref);
  return `${sessionKeys(prefix, sessionId).folder}${targetId}-${String(number).padStart(4, "0")}/`;
}

/** The key of the bytes from `start` to before `end` of a segment. It tells where holes are. */
export function partKey(segment: string, start: number, end: number): string {
  return `${segment}${padOffset(start)}-${padOffset(end)}.zst`;
}

/** @returns undefined for what someone else put there */
export function parsePartKey(key: string): Part | undefined {
  const match = /\/(\d{10})-(\d{10})\.zst$/.exec(key);
  return match ? { key, start: Number(match[1]), end: Number(match[2]) } : undefined;
}

function padOffset(offset: number): string {
  return String(offset).padStart(OFFSET_DIGITS, "0");
}
