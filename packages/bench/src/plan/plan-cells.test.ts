import { expect, test } from "vitest";
import { planCells } from "./plan-cells.ts";

test("each round has each variant once and begins with the next one", () => {
  const cells = planCells(["load"], ["none", "pagereel", "rrweb"], 4);
  expect(cells.map(({ round, variant }) => `${round} ${variant}`)).toEqual([
    ...["1 none", "1 pagereel", "1 rrweb"],
    ...["2 pagereel", "2 rrweb", "2 none"],
    ...["3 rrweb", "3 none", "3 pagereel"],
    ...["4 none", "4 pagereel", "4 rrweb"],
  ]);
});

test("a workload's rounds are over before the next one's begin", () => {
  const cells = planCells(["load", "storm"], ["none"], 2);
  expect(cells.map(({ workload }) => workload)).toEqual(["load", "load", "storm", "storm"]);
});
