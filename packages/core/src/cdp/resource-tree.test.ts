import { expect, test } from "vitest";
import { findFailedSheet } from "./resource-tree.js";

test("a style sheet that a frame asked for in vain is found, whichever frame it is", () => {
  const url = "http://a/x.css";
  const tree = {
    resources: [
      { url, type: "Stylesheet" },
      { url: "http://a/y.css", type: "Image", failed: true },
      { url: "http://a/text.css", type: "Stylesheet", canceled: true },
    ],
    childFrames: [{ resources: [{ url: "http://a/z.css", type: "Stylesheet", failed: true }] }],
  };
  expect(findFailedSheet(tree, url)).toBe(false);
  expect(findFailedSheet(tree, "http://a/y.css")).toBe(false);
  expect(findFailedSheet(tree, "http://a/z.css")).toBe(true);
  expect(findFailedSheet(tree, "http://a/text.css")).toBe(true);
});
