import { expect, test } from "vitest";
import { findIdleStretches } from "./idle-stretches.js";

test("stretches without activity are found once each", () => {
  const idleUntil = (time: number) => {
    if (time >= 100 && time < 300) return 300;
    return time >= 350 ? Number.POSITIVE_INFINITY : undefined;
  };
  expect(findIdleStretches({ idleUntil }, { from: 0, to: 400 })).toEqual([
    { from: 100, to: 300 },
    { from: 350, to: 400 },
  ]);
});
