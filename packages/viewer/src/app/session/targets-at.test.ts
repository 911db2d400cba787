import { expect, test } from "vitest";
import type { TargetLife } from "../../data/session-data.js";
import { addressAt, presenceAt, titleOf } from "./targets-at.js";

test("a target is there from its opening to its close", () => {
  const target = { openedAt: 10, closedAt: 20 };
  expect([9, 10, 20, 21].map((time) => presenceAt(target, time))).toEqual([
    "before",
    "open",
    "open",
    "closed",
  ]);
  expect(presenceAt({ openedAt: 10 }, 1e9)).toBe("open");
});

test("the address is the one of the moment", () => {
  const urls = [
    { timestamp: 10, url: "https://a.test/" },
    { timestamp: 20, url: "https://b.test/" },
  ];
  expect([5, 19, 20].map((time) => addressAt({ urls }, time))).toEqual([
    "https://a.test/",
    "https://a.test/",
    "https://b.test/",
  ]);
  expect(addressAt({ urls: [] }, 5)).toBeUndefined();
});

test("a session is called what was shown last that has a title, or else an address", () => {
  const life = (label: string, timestamp: number, title?: string): TargetLife => ({
    targetId: label,
    openedAt: 0,
    urls: timestamp > 0 ? [{ timestamp, url: "https://a.test/" }] : [],
    gaps: [],
    label,
    ...(title && { title }),
    firstTimestamp: undefined,
    lastTimestamp: undefined,
  });
  expect(titleOf([life("Shop", 30, "Shop"), life("Terms", 20, "Terms"), life("c", 40)])).toBe(
    "Shop",
  );
  expect(titleOf([life("a", 10), life("b", 5)])).toBe("a");
  expect(titleOf([life("Unnamed tab", 0)])).toBeUndefined();
});
