import { expect, test } from "vitest";
import { fitScale } from "./fit.js";

const page = { width: 800, height: 600 };

test.each([
  [{ width: 400, height: 600 }, 0.5],
  [{ width: 800, height: 150 }, 0.25],
  [{ width: 1200, height: 900 }, 1.5],
  [{ width: 9000, height: 9000 }, 2],
  [{ width: 0, height: 600 }, 1],
])("fits a page into %o", (place, scale) => {
  expect(fitScale(page, place)).toBe(scale);
});
