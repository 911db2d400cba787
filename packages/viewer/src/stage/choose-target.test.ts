import { expect, test } from "vitest";
import type { TargetLife } from "../data/session-data.js";
import { chooseTarget } from "./choose-target.js";

function life(targetId: string, firstTimestamp?: number, closedAt?: number): TargetLife {
  const base = { targetId, openedAt: 0, urls: [], gaps: [], label: "", lastTimestamp: undefined };
  return { ...base, firstTimestamp, ...(closedAt === undefined ? {} : { closedAt }) };
}

test("looks at the newest target that is open", () => {
  const targets = [life("A", 100), life("B", 200, 300), life("C", 400), life("EMPTY")];
  expect([50, 150, 250, 350, 450].map((time) => chooseTarget(targets, time))).toEqual([
    "A",
    "A",
    "B",
    "A",
    "C",
  ]);
});

test("looks at the last one where all are closed, and at any where none was recorded", () => {
  expect(chooseTarget([life("A", 100, 150), life("B", 200, 300)], 400)).toBe("B");
  expect(chooseTarget([life("EMPTY")], 400)).toBe("EMPTY");
  expect(chooseTarget([], 400)).toBeUndefined();
});
