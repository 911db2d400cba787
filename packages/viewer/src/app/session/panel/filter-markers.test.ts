import { expect, test } from "vitest";
import type { Marker } from "../../../index/session-index.js";
import { chosenAmongEqual, countKinds, filterMarkers, lastAt, markerAt } from "./filter-markers.js";

const markers: Marker[] = [
  { id: "1", kind: "click", timestamp: 10, label: "Click on Pay" },
  { id: "2", kind: "error", timestamp: 20, label: "TypeError", detail: "at pay.js:3" },
  { id: "3", kind: "click", timestamp: 30, label: "Click on Back" },
];

function ids(kinds: Marker["kind"][], text: string): string {
  return filterMarkers(markers, { kinds: new Set(kinds), text })
    .map(({ id }) => id)
    .join("");
}

test("markers are filtered by kind and by text", () => {
  expect(ids([], "")).toBe("123");
  expect(ids(["click"], "")).toBe("13");
  expect(ids([], " PAY ")).toBe("12");
  expect(ids(["error"], "pay")).toBe("2");
  expect(ids([], "refund")).toBe("");
});

test("kinds are counted", () => {
  expect(countKinds(markers)).toEqual(
    new Map([
      ["click", 2],
      ["error", 1],
    ]),
  );
});

test.each([
  [9, -1],
  [10, 0],
  [29, 1],
  [99, 2],
])("at %i the last one is number %i", (time, index) => {
  expect(lastAt(markers, time)).toBe(index);
});

test("of markers of one moment the chosen one counts", () => {
  const equal = ["a", "b", "c"].map((id) => ({ ...(markers[0] as Marker), id }));
  expect(chosenAmongEqual(equal, 2, "a")).toBe(0);
  expect(chosenAmongEqual(equal, 2, "gone")).toBe(2);
  expect(chosenAmongEqual([...equal, markers[1] as Marker], 3, "a")).toBe(3);
  expect(chosenAmongEqual([], -1, "a")).toBe(-1);
});

test("where a navigation has led, it is the one that the moment is at", () => {
  const went: Marker = { id: "0", kind: "navigation", timestamp: 5, shownAt: 25, label: "a page" };
  const all = [went, ...markers];
  expect(markerAt(all, 25, went)).toBe(0);
  expect(markerAt(all, 25, undefined)).toBe(2);
  expect(markerAt(all, 30, went)).toBe(3);
});
