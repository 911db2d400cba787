import type { Manifest, ManifestSegment } from "@pagereel/protocol";
import { EventType } from "@rrweb/types";
import { START } from "./rrweb-events.js";

/** A session that nobody has recorded. */
export const SESSION = "01980f3e-7c1a-7d2e-9b1f-3a5c7e9d1b2f";

/** A manifest of a finished session with nothing in it, but for what is given. */
export function sampleManifest(given: Partial<Manifest> = {}): Manifest {
  return {
    version: 1,
    sessionId: SESSION,
    state: "final",
    reason: "closed",
    startedAt: START,
    duration: 0,
    targets: [],
    segments: [],
    gaps: [],
    limitsHit: [],
    metadata: {},
    client: {},
    ...given,
  };
}

/** What a manifest says of a closed segment with these events. */
export function sampleSegment(
  { targetId, number }: Pick<ManifestSegment, "targetId" | "number">,
  events: readonly { type: number; timestamp: number }[],
  given: Partial<ManifestSegment> = {},
): ManifestSegment {
  const times = events.map(({ timestamp }) => timestamp).filter(Number.isFinite);
  return {
    targetId,
    number,
    state: "closed",
    continued: events[0]?.type !== EventType.Meta,
    firstTimestamp: Math.min(...times),
    lastTimestamp: Math.max(...times),
    eventCount: events.length,
    bytes: 1000,
    ...given,
  };
}
