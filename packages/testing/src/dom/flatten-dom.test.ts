import { expect, test } from "vitest";
import { flattenDom } from "./flatten-dom.js";

test("puts each document below the iframe that shows it", () => {
  const inner = { lines: [{ depth: 0, text: "<html>" }], frames: [] };
  const outer = {
    lines: [
      { depth: 0, text: "<iframe>" },
      { depth: 1, text: "#document", frame: 0 },
      { depth: 0, text: "<iframe>" },
      { depth: 1, text: "#document", frame: 1 },
    ],
    frames: [undefined, inner],
  };
  expect(flattenDom(outer)).toEqual([
    { depth: 0, text: "<iframe>" },
    { depth: 1, text: "#document" },
    { depth: 0, text: "<iframe>" },
    { depth: 1, text: "#document" },
    { depth: 2, text: "<html>" },
  ]);
});
