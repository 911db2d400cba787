import { expect, test } from "vitest";
import type { Marker } from "../index/session-index.js";
import { firstPageTime } from "./first-page.js";

const went = (targetId: string, timestamp: number, detail: string, more = {}): Marker => ({
  id: `${targetId}-${timestamp}`,
  kind: "navigation",
  targetId,
  timestamp,
  label: detail,
  detail,
  ...more,
});

test("a target begins with its first page that is not empty, when that is there", () => {
  const markers = [
    went("A", 1, "about:blank"),
    went("B", 2, "about:blank"),
    went("B", 3, "https://shop.test/", { shownAt: 5 }),
    went("B", 9, "https://shop.test/terms"),
    went("C", 10, "https://shop.test/"),
  ];
  expect(["A", "B", "C"].map((id) => firstPageTime(markers, id))).toEqual([undefined, 5, 10]);
});
