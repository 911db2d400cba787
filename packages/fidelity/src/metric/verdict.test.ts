import { expect, test } from "vitest";
import type { PageResult } from "../measure/measure-pages.ts";
import { OURS } from "../variants.ts";
import { FIGURES, type Figure } from "./figures.ts";
import type { KnownCause, KnownFigure } from "./known-cause.ts";
import { judge } from "./verdict.ts";

function resultWith(...moments: Partial<Record<Figure, number>>[]): PageResult {
  const zeros = Object.fromEntries(FIGURES.map((name) => [name, 0])) as Record<Figure, number>;
  return {
    page: { name: "gaps/x", about: "" },
    variant: OURS,
    moments: moments.map((figures, index) => ({
      moment: `moment ${index}`,
      nodes: 10,
      figures: { ...zeros, ...figures },
      examples: {},
    })),
    warnings: [],
  };
}

function causeOf(...figures: KnownFigure[]): KnownCause[] {
  return [{ by: "replayer", cause: "It does so.", differences: { "gaps/x": figures } }];
}

test("a page that is right passes", () => {
  expect(judge(resultWith({}, { pixels: 0.05 }), [])).toEqual({ failures: [], explained: [] });
});

test("a difference fails, at the moment where it is greatest", () => {
  const { failures } = judge(resultWith({}, { rect: 2 }, { rect: 5 }, { rect: 3 }), []);
  expect(failures).toEqual(['rect: 5 at "moment 2"']);
});

test("a known difference does not", () => {
  const verdict = judge(resultWith({ rect: 2 }), causeOf("rect"));
  expect(verdict).toEqual({ failures: [], explained: ["rect"] });
});

test("what is known of one figure does not excuse another", () => {
  expect(judge(resultWith({ rect: 2, text: 1 }), causeOf("rect")).failures).toHaveLength(1);
});

test("a known difference that is no longer there fails", () => {
  expect(judge(resultWith({}), causeOf("rect")).failures).toEqual([
    "rect: is right now; take it out of the known causes",
  ]);
});

test("one that is there on some runs only may be there or not", () => {
  expect(judge(resultWith({}), causeOf("rect?")).failures).toEqual([]);
  expect(judge(resultWith({ rect: 1 }), causeOf("rect?")).failures).toEqual([]);
});

test("a page that could not be measured fails", () => {
  const result = { ...resultWith({}), error: new Error("No element") };
  expect(judge(result, []).failures).toEqual(["could not be measured: No element"]);
});
