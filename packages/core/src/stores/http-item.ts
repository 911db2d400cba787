import type { SegmentRef } from "./store.js";

/** Bytes of a segment on their way to a server. */
export interface SegmentItem {
  kind: "segment";
  ref: SegmentRef;
  /** Where they belong in the segment. */
  offset: number;
}

/** A manifest on its way to a server. */
export interface ManifestItem {
  kind: "manifest";
  sessionId: string;
  /** Of two manifests of a session, the one with the higher number is the newer one. */
  revision: number;
}

/** What one request carries. The reference and the session id have been checked. */
export type IngestItem = SegmentItem | ManifestItem;

export function sessionOf(item: IngestItem): string {
  return item.kind === "segment" ? item.ref.sessionId : item.sessionId;
}

/** The address below the server's, with the query. */
export function addressOf(item: IngestItem): string {
  const session = `sessions/${sessionOf(item)}`;
  if (item.kind === "manifest") return `${session}/manifest?revision=${item.revision}`;
  const { targetId, number } = item.ref;
  return `${session}/segments/${targetId}/${number}?offset=${item.offset}`;
}

/**
 * The same for each request that carries the same, and for no other.
 *
 * @param bytes - that it carries
 */
export function idempotencyKeyOf(item: IngestItem, bytes: number): string {
  if (item.kind === "manifest") return `${item.sessionId}/manifest@${item.revision}`;
  const { sessionId, targetId, number } = item.ref;
  return `${sessionId}/${targetId}/${number}@${item.offset}-${item.offset + bytes}`;
}

/** For sentences. */
export function describeItem(item: IngestItem): string {
  if (item.kind === "manifest") return `the manifest of session ${item.sessionId}`;
  const { sessionId, targetId, number } = item.ref;
  return `segment ${number} of target ${targetId} of session ${sessionId}`;
}

/** True for bytes of one and the same segment. */
export function isSameSegment(a: IngestItem, b: IngestItem): boolean {
  if (a.kind !== "segment" || b.kind !== "segment") return false;
  const isSameTarget = a.ref.sessionId === b.ref.sessionId && a.ref.targetId === b.ref.targetId;
  return isSameTarget && a.ref.number === b.ref.number;
}
