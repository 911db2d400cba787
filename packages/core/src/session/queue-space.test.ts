import { expect, test } from "vitest";
import { QueueSpace } from "./queue-space.js";

test("is tight above half, full above all, and neither before enough has left", () => {
  const seen: string[] = [];
  const space: QueueSpace = new QueueSpace(100, () =>
    seen.push(space.isFull ? "full" : space.isTight ? "tight" : "roomy"),
  );
  for (const bytes of [49, 1, 49]) space.add(bytes);
  expect(seen).toEqual(["tight"]);
  space.add(1);
  expect(seen.at(-1)).toBe("full");
  space.add(-49);
  expect(seen.at(-1)).toBe("full");
  space.add(-1);
  expect(seen.at(-1)).toBe("tight");
  space.add(-24);
  expect(space.isTight).toBe(true);
  space.add(-1);
  expect(seen).toEqual(["tight", "full", "tight", "roomy"]);
  expect(space.isTight).toBe(false);
});

test("takes what is larger than all of it", () => {
  const space = new QueueSpace(100);
  space.add(1000);
  expect(space.isFull).toBe(true);
  space.add(-1000);
  expect(space.isTight).toBe(false);
});
