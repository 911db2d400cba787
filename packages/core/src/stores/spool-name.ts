import { parseSessionId } from "@pagereel/protocol";
import { type IngestItem, sessionOf } from "./http-item.js";
import { parseSegmentRef } from "./segment-ref.js";

const SEGMENT = /^([^.]+)\.(.+)\.(\d{1,15})\.(\d{1,15})\.zst$/;
const MANIFEST = /^([^.]+)\.(\d{1,15})\.json$/;

/** The name of the file that keeps what an item carries. */
export function spoolNameOf(item: IngestItem): string {
  if (item.kind === "manifest") return `${item.sessionId}.${item.revision}.json`;
  const { sessionId, targetId, number } = item.ref;
  return `${sessionId}.${targetId}.${number}.${item.offset}.zst`;
}

/** @returns undefined for the name of a file that others put there */
export function parseSpoolName(name: string): IngestItem | undefined {
  try {
    const item = parseManifestName(name) ?? parseSegmentName(name);
    return item && spoolNameOf(item) === name ? item : undefined;
  } catch {
    // Its ids are none.
    return undefined;
  }
}

function parseManifestName(name: string): IngestItem | undefined {
  const [, sessionId, revision] = MANIFEST.exec(name) ?? [];
  if (sessionId === undefined) return undefined;
  return { kind: "manifest", sessionId: parseSessionId(sessionId), revision: Number(revision) };
}

function parseSegmentName(name: string): IngestItem | undefined {
  const [, sessionId = "", targetId = "", number, offset] = SEGMENT.exec(name) ?? [];
  if (sessionId === "") return undefined;
  const ref = parseSegmentRef({ sessionId, targetId, number: Number(number) });
  return { kind: "segment", ref, offset: Number(offset) };
}

/**
 * The order in which items have to be sent: a segment's bytes one after the other, and a manifest
 * behind what it names. Sessions come in the order of their start.
 */
export function compareItems(a: IngestItem, b: IngestItem): number {
  const bySession = compareTexts(sessionOf(a), sessionOf(b));
  if (bySession !== 0) return bySession;
  if (a.kind === "manifest") return b.kind === "manifest" ? a.revision - b.revision : 1;
  if (b.kind === "manifest") return -1;
  const byTarget = compareTexts(a.ref.targetId, b.ref.targetId);
  return byTarget || a.ref.number - b.ref.number || a.offset - b.offset;
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
