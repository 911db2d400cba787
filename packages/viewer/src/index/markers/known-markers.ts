import type { Gap, Manifest } from "@pagereel/protocol";
import { labelGap } from "../../data/gap-words.js";
import { isTime } from "../../data/is-time.js";
import { cut, shortAddress } from "../../data/label-of.js";
import type { TargetLife } from "../../data/session-data.js";
import type { Activity } from "../activity/activity.js";
import type { Marker } from "../session-index.js";
import type { NewMarker } from "./marker-list.js";
import { MAX_DETAIL_LENGTH } from "./message-detail.js";

/** Makes markers of what is known without reading events: each once, however often it is told. */
export class KnownMarkers {
  /** How many addresses of a target were told. */
  readonly #addresses = new Map<string, number>();
  /** Undefined: there were too many markers already. */
  readonly #gaps = new Map<string, Marker | undefined>();

  constructor(
    private readonly add: (marker: NewMarker) => Marker | undefined,
    private readonly activity: Activity,
  ) {}

  take({ gaps }: Manifest, targets: readonly TargetLife[]): void {
    for (const target of targets) {
      this.#takeAddresses(target);
      for (const gap of target.gaps) this.#takeGap(gap);
    }
    for (const gap of gaps) if (gap.targetId === undefined) this.#takeGap(gap);
  }

  #takeAddresses({ targetId, openedAt, urls }: TargetLife): void {
    const count = this.#addresses.get(targetId);
    if (count === undefined && isTime(openedAt)) this.activity.noteMove(openedAt);
    for (const { timestamp, url } of urls.slice(count ?? 0)) {
      if (!isTime(timestamp)) continue;
      this.activity.noteAction(targetId, timestamp);
      const label = shortAddress(url);
      const detail = cut(url, MAX_DETAIL_LENGTH);
      this.add({ kind: "navigation", targetId, timestamp, label, detail });
    }
    this.#addresses.set(targetId, urls.length);
  }

  /** One that lasts grows. */
  #takeGap(gap: Gap): void {
    if (!isTime(gap.from) || !isTime(gap.to)) return;
    const key = `${gap.targetId}/${gap.reason}/${gap.from}`;
    if (!this.#gaps.has(key)) this.#gaps.set(key, this.add(gapMarker(gap)));
    const marker = this.#gaps.get(key);
    if (marker) marker.until = Math.max(gap.from, gap.to);
  }
}

function gapMarker({ targetId, from, to, reason, detail }: Gap): NewMarker {
  return {
    kind: "gap",
    level: "warning",
    timestamp: from,
    until: Math.max(from, to),
    label: cut(labelGap({ reason })),
    ...(targetId !== undefined && { targetId }),
    ...(detail !== undefined && { detail: cut(detail, MAX_DETAIL_LENGTH) }),
  };
}
