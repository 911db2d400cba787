import { expect, test } from "vitest";
import { diffDom } from "./diff-dom.js";

const page = [
  { depth: 0, text: "<html>" },
  { depth: 1, text: "<body>" },
  { depth: 2, text: '"Hello"' },
];

test("finds no difference between the same lines", () => {
  expect(diffDom(page, structuredClone(page))).toBeUndefined();
});

test("shows the first line that differs, with what is around it", () => {
  const changed = page.with(2, { depth: 2, text: '"Bye"' });
  expect(diffDom(page, changed)).toBe(
    [
      "The replay differs from the live page at line 3 (of 3 live, 3 replayed):",
      "  <html>",
      "    <body>",
      '-     "Hello"',
      '+     "Bye"',
      "(- live, + replayed)",
    ].join("\n"),
  );
});

test("takes the same text at another depth for a difference", () => {
  expect(diffDom(page, page.with(2, { depth: 1, text: '"Hello"' }))).toContain("at line 3");
});

test("says which side ends first", () => {
  expect(diffDom(page, page.slice(0, 2))).toContain("+ (the replay ends here)");
  expect(diffDom(page.slice(0, 2), page)).toContain("- (the live page ends here)");
});
