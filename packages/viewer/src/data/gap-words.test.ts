import { expect, test } from "vitest";
import { describeGap, labelGap } from "./gap-words.js";

test("a gap says why, and what the recorder knew of it", () => {
  expect(describeGap({ reason: "target-crashed" })).toBe("The page's process crashed.");
  expect(describeGap({ reason: "recorder-error", detail: "TypeError: x." })).toBe(
    "The recorder failed in the page. TypeError: x.",
  );
  expect(describeGap({ reason: "constructor" })).toBe("Something is missing: constructor.");
});

test("a gap has a few words for a list", () => {
  expect(labelGap({ reason: "target-crashed" })).toBe("The page crashed");
  expect(labelGap({ reason: "constructor" })).toBe("Missing: constructor");
});
