import { expect, test } from "vitest";
import type { Sample } from "../observe/sample.ts";
import { figuresOfReport } from "./figures-of-report.ts";
import type { Mark } from "./messages.ts";

/** All figures grow from mark to mark. */
function sampleOf(value: number): Sample {
  return {
    mainThreadMs: value,
    browserMs: value * 2,
    nodeMs: value * 3,
    readBytes: value * 1000,
    rendererBytes: value * 100,
    nodeBytes: value * 10,
  };
}

const samples = new Map<Mark, Sample>([
  ["launched", sampleOf(10)],
  ["worked", sampleOf(110)],
  ["stopping", sampleOf(500)],
  ["stopped", sampleOf(505)],
  ["closed", sampleOf(507)],
]);
const own = { wallMs: 1, newPageMs: 2, closeMs: 3, heapBytes: 4 };

test("counts the workload and the recording's end, not what is between them", () => {
  const figures = figuresOfReport({ samples, figures: own, remarks: [] }, 77);
  expect(figures).toEqual({
    ...own,
    mainThreadMs: 105,
    browserMs: 210,
    nodeMs: 3 * 107,
    wireBytes: 100_000,
    storedBytes: 77,
    rendererBytes: 11_000,
    nodeBytes: 1100,
  });
});

test("has the main thread's time a row where there are rows", () => {
  const figures = figuresOfReport({ samples, figures: { ...own, rows: 1000 }, remarks: [] }, 0);
  expect(figures).toMatchObject({ rowUs: 105 });
  expect(figures).not.toHaveProperty("rows");
});

test("a moment that was never reached is an error, not a zero", () => {
  const report = { samples: new Map(), figures: own, remarks: [] };
  expect(() => figuresOfReport(report, 0)).toThrow("never reached");
});
