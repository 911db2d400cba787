import {
  MANIFEST_VERSION,
  type Manifest,
  type ManifestTarget,
  type Recording,
} from "@pagereel/protocol";
import { EventType, type eventWithTime } from "@rrweb/types";
import { documentTitle } from "./document-title.js";

/** Makes the manifest of a recording of which there are only the events. */
export function deriveManifest({ sessionId, duration, events }: Recording): Manifest {
  const times = Object.values(events).flatMap((list) => [
    list[0]?.timestamp ?? Infinity,
    list.at(-1)?.timestamp ?? -Infinity,
  ]);
  const hasEvents = times.some(Number.isFinite);
  const startedAt = hasEvents ? Math.min(...times.filter(Number.isFinite)) : 0;
  return {
    version: MANIFEST_VERSION,
    sessionId,
    state: "final",
    startedAt,
    ...(hasEvents && { endedAt: Math.max(...times.filter(Number.isFinite)) }),
    duration,
    targets: Object.entries(events).map(([id, list]) => deriveTarget(id, list, startedAt)),
    segments: [],
    gaps: [],
    limitsHit: [],
    metadata: {},
    client: {},
  };
}

function deriveTarget(
  targetId: string,
  events: readonly eventWithTime[],
  startedAt: number,
): ManifestTarget {
  const title = documentTitle(events);
  return {
    targetId,
    openedAt: events[0]?.timestamp ?? startedAt,
    urls: addressesOf(events),
    ...(title !== undefined && { title }),
  };
}

/** Each full snapshot has its document's address before it: only changes count. */
function addressesOf(events: readonly eventWithTime[]): ManifestTarget["urls"] {
  const urls: ManifestTarget["urls"] = [];
  for (const { type, data, timestamp } of events) {
    if (type !== EventType.Meta) continue;
    // `data` is what a file or a server said: it may be anything.
    const url: unknown = (data as { href?: unknown } | null)?.href;
    if (typeof url === "string" && url !== urls.at(-1)?.url) urls.push({ timestamp, url });
  }
  return urls;
}
