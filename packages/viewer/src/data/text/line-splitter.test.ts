import { expect, test } from "vitest";
import { LineSplitter, offsetsOf } from "./line-splitter.js";

const TEXT = 'first\nzweite €😀\n\n{"a":1}\nrest';

test.each([1, 2, 3, 5, 100])("finds lines in pieces of %d bytes, and where they are", (length) => {
  const bytes = new TextEncoder().encode(TEXT);
  const splitter = new LineSplitter(50);
  const found: [number | undefined, string][] = [];
  const take = (batch: ReturnType<LineSplitter["push"]>) => {
    if (!batch) return;
    const offsets = offsetsOf(batch);
    found.push(...batch.lines.map((line, i): [number | undefined, string] => [offsets[i], line]));
  };
  for (let at = 0; at < bytes.length; at += length)
    take(splitter.push(bytes.subarray(at, at + length)));
  take(splitter.end());
  expect(found).toEqual([
    [50, "first"],
    [56, "zweite €😀"],
    [71, ""],
    [72, '{"a":1}'],
    [80, "rest"],
  ]);
  expect(splitter.end()).toBeUndefined();
});
