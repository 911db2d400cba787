import { expect, test } from "vitest";
import { seededRandom } from "../random.ts";
import { dealFates, FATES } from "./fates.ts";

const namesOf = (sessions: number, seed: number) =>
  dealFates(sessions, seededRandom(seed)).map(({ name }) => name);

test("each fate comes once before one comes again", () => {
  const names = namesOf(FATES.length + 3, 1);
  expect(names).toHaveLength(FATES.length + 3);
  expect(new Set(names.slice(0, FATES.length)).size).toBe(FATES.length);
});

test("the same seed deals the same fates, another one others", () => {
  expect(namesOf(50, 7)).toEqual(namesOf(50, 7));
  expect(namesOf(50, 7)).not.toEqual(namesOf(50, 8));
});
