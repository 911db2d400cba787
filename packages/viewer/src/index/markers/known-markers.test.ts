import { expect, test } from "vitest";
import { makeManifest } from "../../../test/support/memory-source.js";
import type { TargetLife } from "../../data/session-data.js";
import { Activity } from "../activity/activity.js";
import { KnownMarkers } from "./known-markers.js";
import { MarkerList } from "./marker-list.js";

test("a gap that finds no room is left out once, however often it is told", () => {
  const list = new MarkerList(0);
  const known = new KnownMarkers((marker) => list.add(marker), new Activity());
  const manifest = makeManifest({ gaps: [{ from: 1, to: 2, reason: "sink-slow" }] });
  known.take(manifest, []);
  known.take(manifest, []);
  expect(list.omitted).toBe(1);
});

test("what is longer than anybody reads is cut", () => {
  const list = new MarkerList();
  const known = new KnownMarkers((marker) => list.add(marker), new Activity());
  const long = "x".repeat(1e6);
  const target: TargetLife = {
    targetId: "A",
    openedAt: 1,
    urls: [{ timestamp: 1, url: `data:text/html,${long}` }],
    firstTimestamp: 1,
    lastTimestamp: 2,
    gaps: [],
    label: "A",
  };
  known.take(makeManifest({ gaps: [{ from: 1, to: 2, reason: long, detail: long }] }), [target]);
  const lengths = list.get().map(({ label, detail }) => [label.length, detail?.length]);
  expect(lengths).toEqual([
    [201, 4001],
    [201, 4001],
  ]);
});
