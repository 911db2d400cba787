import { zstdCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { decompressSegment } from "./decompress-segment.js";

/** Text that does not compress to next to nothing. */
const text = Array.from({ length: 40_000 }, (_, i) => `${Math.imul(i, 2_654_435_761)}\n`).join("");

test("gives the text", async () => {
  expect(await decompressSegment(zstdCompressSync(text))).toBe(text);
});

test("of damaged bytes gives the text before", async () => {
  const bytes = zstdCompressSync(text);
  bytes.fill(0xff, bytes.length / 2);
  const before = text.slice(0, text.length / 4);
  expect((await decompressSegment(bytes)).startsWith(before)).toBe(true);
});

test.each([
  ["nothing", ""],
  ["something else", "<html>no zstd</html>"],
])("of %s gives nothing", async (_, content) => {
  expect(await decompressSegment(Buffer.from(content))).toBe("");
});

test("stops at the limit", async () => {
  const bomb = zstdCompressSync(Buffer.alloc(10_000_000));
  await expect(decompressSegment(bomb, 1_000_000)).rejects.toMatchObject({
    code: "INVALID_RECORDING",
    message: expect.stringContaining("more than 1000000 bytes"),
  });
});
