import { expect, test } from "vitest";
import { describeEnd, describeState } from "./words.js";

test.each([
  ["recording", true, undefined, "Recording"],
  ["recording", false, undefined, "Unfinished"],
  ["recording", true, true, "Recording"],
  ["final", false, undefined, "Complete"],
  ["final", false, true, "Too short"],
  ["partial", false, undefined, "Partial"],
  ["recovered", false, undefined, "Recovered"],
] as const)("%s, live %s, too short %s, is called %s", (state, isLive, tooShort, label) => {
  const manifest = tooShort === undefined ? { state } : { state, tooShort };
  expect(describeState(manifest, isLive).label).toBe(label);
});

test("a reason of an end is a sentence, also one that a later version brings", () => {
  expect(describeEnd("closed")).toBe("It ended when the browser was closed.");
  expect(describeEnd("eclipse")).toBe("It ended: eclipse.");
  expect(describeEnd(undefined)).toBeUndefined();
});
