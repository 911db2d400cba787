import { zstdCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { segmentText } from "../../test/support/segment-text.js";
import { Decompressor } from "./decompress-segment.js";

/** Text that does not compress to next to nothing. */
const text = Array.from({ length: 40_000 }, (_, i) => `${Math.imul(i, 2_654_435_761)}\n`).join("");

/** What it throws after its pieces. */
async function failureOf(bytes: Uint8Array, maxTextBytes?: number): Promise<unknown> {
  try {
    for await (const _ of new Decompressor(maxTextBytes).run(bytes));
  } catch (error) {
    return error;
  }
  throw new Error("all of it could be read");
}

test("gives the text, in small pieces", async () => {
  const pieces: Buffer[] = [];
  for await (const piece of new Decompressor().run(zstdCompressSync(text))) pieces.push(piece);
  expect(Buffer.concat(pieces).toString()).toBe(text);
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(16 * 1024);
});

test("of damaged bytes gives the text before, and says so", async () => {
  const bytes = zstdCompressSync(text);
  bytes.fill(0xff, bytes.length / 2);
  expect(await segmentText(bytes)).toSatisfy(
    (found: string) => text.startsWith(found) && found.length > text.length / 4,
  );
  expect(await failureOf(bytes)).toMatchObject({
    code: "INVALID_RECORDING",
    message: expect.stringMatching(/^its bytes are damaged or end early, after \d{6} bytes/),
  });
});

test.each([
  ["nothing", ""],
  ["something else", "<html>no zstd</html>"],
])("of %s gives nothing, and says so", async (_, content) => {
  expect(await segmentText(Buffer.from(content))).toBe("");
  expect(await failureOf(Buffer.from(content))).toMatchObject({
    message: "its bytes are damaged or end early, after 0 bytes of text",
  });
});

test("stops at the limit", async () => {
  const bomb = zstdCompressSync(Buffer.alloc(10_000_000));
  expect(await failureOf(bomb, 1_000_000)).toMatchObject({
    code: "INVALID_RECORDING",
    message: expect.stringContaining("more than 1000000 bytes"),
  });
});

test("does not remember as much as a file asks it to", async () => {
  const header = (windowLog: number) => [0x28, 0xb5, 0x2f, 0xfd, 0, (windowLog - 10) << 3];
  const emptyLastBlock = [1, 0, 0];
  expect(await segmentText(Uint8Array.of(...header(23), ...emptyLastBlock))).toBe("");
  expect(await failureOf(Uint8Array.of(...header(24), ...emptyLastBlock))).toMatchObject({
    cause: { message: expect.stringContaining("too much memory") },
  });
});

test("a caller who stops ends it", async () => {
  for await (const piece of new Decompressor().run(zstdCompressSync(text))) {
    expect(text.startsWith(piece.toString())).toBe(true);
    break;
  }
});

test("serves one segment after the other, whatever became of the one before", async () => {
  const decompressor = new Decompressor();
  const whole = zstdCompressSync(text);
  for (const bytes of [whole, whole, whole.subarray(0, 1000), whole, Buffer.from("no"), whole]) {
    const pieces: Buffer[] = [];
    try {
      for await (const piece of decompressor.run(bytes)) pieces.push(piece);
    } catch {
      // Told by the other tests.
    }
    const isWhole = bytes === whole;
    expect(text.startsWith(Buffer.concat(pieces).toString())).toBe(true);
    if (isWhole) expect(Buffer.concat(pieces).length).toBe(text.length);
  }
  decompressor.close();
  for await (const piece of decompressor.run(whole)) expect(piece.length).toBeGreaterThan(0);
  decompressor.close();
});

test("does not mind what follows a whole one", async () => {
  const bytes = Buffer.concat([
    zstdCompressSync("text"),
    Buffer.from("junk"),
    zstdCompressSync("x"),
  ]);
  expect(await segmentText(bytes)).toBe("text");
});
