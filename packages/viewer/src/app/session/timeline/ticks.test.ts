import { expect, test } from "vitest";
import type { Marker } from "../../../index/session-index.js";
import { mergeTicks, tickPath, toneOf } from "./ticks.js";

const range = { from: 0, to: 1000 };

function marker(timestamp: number, kind: Marker["kind"] = "click"): Marker {
  return { id: `${kind}${timestamp}`, kind, timestamp, label: "" };
}

test("markers that would touch are one tick, others are not", () => {
  const markers = [marker(0), marker(1), marker(2), marker(500), marker(1000)];
  expect(mergeTicks(markers, range, 102)).toEqual(new Map([["click", [0, 50, 100]]]));
});

test("kinds do not hide each other, and gaps are drawn elsewhere", () => {
  const markers = [marker(0), marker(0, "error"), marker(0, "gap")];
  expect([...mergeTicks(markers, range, 100).keys()]).toEqual(["click", "error"]);
});

test("any number of markers is no more ticks than there is room", () => {
  const markers = Array.from({ length: 20_000 }, (_, index) => marker(index / 20));
  expect(mergeTicks(markers, range, 1000).get("click")?.length).toBeLessThanOrEqual(500);
});

test("a console's error looks like an error", () => {
  expect(toneOf({ kind: "console", level: "error" })).toBe("error");
  expect(toneOf({ kind: "console", level: "warning" })).toBe("warning");
  expect(toneOf({ kind: "console" })).toBe("console");
  expect(toneOf({ kind: "click", level: "error" })).toBe("click");
});

test("ticks are one path", () => {
  expect(tickPath([0, 7], { top: 3, height: 10 })).toBe("M0 3h2v10h-2zM7 3h2v10h-2z");
});
