import { expect, test } from "vitest";
import { type SheetVersion, StyleSheetTexts } from "./style-sheet-texts.js";

const version = (url: string): SheetVersion => ({ url, sentAt: 1, notModified: false });

test("a sheet that comes as bytes is text", () => {
  const body = Buffer.from("a::after{content:'é'}").toString("base64");
  const texts = new StyleSheetTexts();
  expect(texts.add(version("http://a/x.css"), { body, base64Encoded: true })).toBe(
    `"a::after{content:'é'}"`,
  );
});

test("one that is too large is left out, and of many those used last are kept", () => {
  const texts = new StyleSheetTexts();
  const add = (url: string, megabytes: number) =>
    texts.add(version(url), { body: "x".repeat(megabytes * 1024 * 1024), base64Encoded: false });
  expect(add("http://a/huge.css", 9)).toBeUndefined();
  for (const name of ["a", "b", "c", "d"]) add(name, 7);
  expect(texts.find(version("a"))).toBeDefined();
  add("e", 7);
  const kept = ["a", "b", "c", "d", "e"].filter((url) => texts.find(version(url)));
  expect(kept).toEqual(["a", "c", "d", "e"]);
});
