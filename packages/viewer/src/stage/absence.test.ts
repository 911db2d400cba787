import { expect, test } from "vitest";
import type { TargetLife } from "../data/session-data.js";
import { describeAbsence } from "./absence.js";

const target: TargetLife = {
  targetId: "T",
  openedAt: 100,
  closedAt: 900,
  urls: [],
  firstTimestamp: 110,
  lastTimestamp: 890,
  gaps: [{ targetId: "T", from: 200, to: 300, reason: "queue-full" }],
  label: "T",
};

test.each([
  [50, "This tab is not open yet at this moment."],
  [105, undefined],
  [250, "The store was too slow. The tab's recording was paused."],
  [300, undefined],
  [901, "This tab is closed at this moment."],
])("of a tab, at %i", (time, sentence) => {
  expect(describeAbsence(target, time, [])).toBe(sentence);
});

test("of a session", () => {
  const gap = { from: 400, to: 500, reason: "new-reason", detail: "The sink did not answer." };
  expect(describeAbsence(target, 450, [gap])).toBe(
    "Something is missing: new-reason. The sink did not answer.",
  );
  expect(describeAbsence({ ...target, firstTimestamp: undefined }, 450, [])).toBe(
    "Nothing was recorded of this tab.",
  );
});
