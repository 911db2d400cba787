import { expect, test } from "vitest";
import { compareRuns } from "./compare-runs.mjs";

const baseline = results({ a: "pass", b: "pass", c: "fail", d: "skip", e: "pass" });

test("reports what passes without recording and fails with it", () => {
  const run = results({ a: "pass", b: "fail", c: "fail", d: "fail", e: "pass" });
  const { compared, broken, missing } = compareRuns([baseline], run);
  expect(compared).toEqual(["a", "b", "e"]);
  expect(ids(broken)).toEqual(["b"]);
  expect(missing).toEqual([]);
});

test("leaves out what fails in one of the baselines", () => {
  const run = results({ a: "pass", b: "fail", e: "pass" });
  const second = results({ a: "pass", b: "fail", e: "pass" });
  expect(compareRuns([baseline, second], run)).toMatchObject({ compared: ["a", "e"], broken: [] });
});

test("calls flaky what passes in a repeat, and broken what the repeats do not hold", () => {
  const run = results({ a: "fail", b: "fail", e: "pass" });
  const comparison = compareRuns([baseline], run, [results({ a: "pass" })]);
  expect(ids(comparison.flaky)).toEqual(["a"]);
  expect(ids(comparison.broken)).toEqual(["b"]);
});

test("reports tests that did not run", () => {
  expect(compareRuns([baseline], results({ a: "pass" })).missing).toEqual(["b", "e"]);
});

function results(outcomes) {
  return new Map(Object.entries(outcomes).map(([id, outcome]) => [id, { id, outcome, ms: 1 }]));
}

function ids(list) {
  return list.map(({ id }) => id);
}
