import { parseManifest } from "@pagereel/protocol";
import {
  brokenEvent,
  element,
  fullSnapshot,
  meta,
  mutation,
  START,
  text,
} from "@pagereel/testing/recordings";
import { EventType } from "@rrweb/types";
import { expect, test } from "vitest";
import { deriveManifest } from "./derive-manifest.js";

const sessionId = "01980f3e-7c1a-7d2e-9b1f-3a5c7e9d1b2f";

test("tells of each target when it opened, its addresses and its title", () => {
  const head = [element("title", {}, text("Cart"))];
  const events = {
    B: [meta("https://b.test/", 5_000)],
    A: [
      meta("https://a.test/", 0),
      fullSnapshot({}),
      // A checkout: the address stays.
      meta("https://a.test/", 20_000),
      meta("https://a.test/cart", 30_000),
      fullSnapshot({ head }, 30_001),
      mutation({}, 83_000),
    ],
    empty: [],
  };
  const manifest = deriveManifest({ sessionId, duration: 83_000, events });
  expect(manifest).toMatchObject({
    sessionId,
    state: "final",
    startedAt: START,
    endedAt: START + 83_000,
    duration: 83_000,
    targets: [
      {
        targetId: "B",
        openedAt: START + 5_000,
        urls: [{ timestamp: START + 5_000, url: "https://b.test/" }],
      },
      {
        targetId: "A",
        openedAt: START,
        urls: [
          { timestamp: START, url: "https://a.test/" },
          { timestamp: START + 30_000, url: "https://a.test/cart" },
        ],
        title: "Cart",
      },
      { targetId: "empty", openedAt: START, urls: [] },
    ],
  });
  expect(parseManifest(JSON.stringify(manifest))).toEqual(manifest);
});

test("a recording without events has a manifest, too", () => {
  const manifest = deriveManifest({ sessionId, duration: 0, events: {} });
  expect(parseManifest(JSON.stringify(manifest))).toMatchObject({ startedAt: 0, targets: [] });
});

test("an event of another shape has no address", () => {
  const events = { T: [brokenEvent(EventType.Meta)] };
  expect(deriveManifest({ sessionId, duration: 0, events }).targets[0]?.urls).toEqual([]);
});
