import { expect, test } from "vitest";
import type { Marker } from "../session-index.js";
import { PageLoads } from "./page-loads.js";

function navigation(timestamp: number): Marker {
  return { id: `n-${timestamp}`, kind: "navigation", targetId: "A", timestamp, label: "a page" };
}

test("a navigation leads to where its page is there, whichever is told first", () => {
  const loads = new PageLoads();
  const early = navigation(10);
  const changed = navigation(12);
  const late = navigation(500);
  loads.noteNavigation(early);
  loads.noteNavigation(changed);
  loads.noteSnapshot("A", 10);
  loads.noteLoaded("A", 40);
  loads.noteSnapshot("A", 500);
  loads.noteLoaded("A", 520);
  loads.noteNavigation(late);
  expect([early, changed, late].map(({ shownAt }) => shownAt)).toEqual([40, 40, 520]);
});

test("one within a page, one to a page that takes long, and one of another target stay", () => {
  const loads = new PageLoads();
  const within = navigation(100);
  const slow = navigation(200);
  loads.noteSnapshot("A", 10);
  loads.noteLoaded("A", 40);
  loads.noteNavigation(within);
  loads.noteNavigation(slow);
  loads.noteSnapshot("A", 200);
  loads.noteSnapshot("B", 100);
  loads.noteLoaded("B", 201);
  loads.noteLoaded("A", 9000);
  expect([within, slow].map(({ shownAt }) => shownAt)).toEqual([undefined, undefined]);
});
