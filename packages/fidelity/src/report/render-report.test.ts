import { expect, test } from "vitest";
import type { PageResult } from "../measure/measure-pages.ts";
import { FIGURES, type Figure } from "../metric/figures.ts";
import { OURS } from "../variants.ts";
import { renderReport } from "./render-report.ts";

function resultOf(name: string, figures: Partial<Record<Figure, number>>): PageResult {
  const zeros = Object.fromEntries(FIGURES.map((figure) => [figure, 0])) as Record<Figure, number>;
  const moment = { moment: "loaded", nodes: 10, figures: { ...zeros, ...figures }, examples: {} };
  return { page: { name, about: "one | two" }, variant: OURS, moments: [moment], warnings: [] };
}

const results = [resultOf("gaps/right", { pixels: 0.05 }), resultOf("gaps/wrong", { rect: 3 })];
const report = renderReport(results, [], ["Chrome/1"]);

test("sums up how many pages are right, by what", () => {
  expect(report).toMatch(/ours: .*\| 2 +\| 2 +\| 2 +\| 1 +\| 2 +\| 2 +\| 1 +\|/);
});

test("has a row for each page, with what is wrong", () => {
  expect(report).toMatch(/\| gaps\/right +\| one \\\| two +\| 1 +\| 10 +\|(?: +\|)+$/m);
  expect(report).toMatch(/\| gaps\/wrong +\|.*\| 3 +\|/);
});
