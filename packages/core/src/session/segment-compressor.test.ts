import { zstdDecompressSync } from "node:zlib";
import { decompress } from "fzstd";
import { beforeAll, describe, expect, test } from "vitest";
import { collect } from "../../test/support/collect.js";
import { randomLines, randomSource } from "../../test/support/random-lines.js";
import { segmentText } from "../../test/support/segment-text.js";
import { SegmentReader } from "../fetch/segment-reader.js";
import { SegmentCompressor } from "./segment-compressor.js";

const NOTHING = new Uint8Array(0);

/** Lines in some chunks of some lines each. */
function chunksOf(lines: string[], random: () => number): Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = 0; at < lines.length; ) {
    const count = 1 + Math.floor(random() * 5);
    chunks.push(Buffer.from(`${lines.slice(at, at + count).join("\n")}\n`));
    at += count;
  }
  return chunks;
}

/** What the file holds after each chunk, the last one being the end. */
async function compress(chunks: Buffer[]): Promise<Buffer[]> {
  const compressor = new SegmentCompressor();
  const bytes: Uint8Array[] = [];
  for (const chunk of chunks) bytes.push(await compressor.add(chunk, false).compress());
  bytes.push(await compressor.add(NOTHING, true).compress());
  return bytes.map((_, i) => Buffer.concat(bytes.slice(0, i + 1)));
}

describe("a finished segment", () => {
  test.each([1, 2, 3, 4])("is plain zstd, whatever is in it (%d)", async (seed) => {
    const random = randomSource(seed);
    const chunks = chunksOf(randomLines(200, random), random);
    const file = (await compress(chunks)).at(-1) ?? Buffer.alloc(0);
    const text = Buffer.concat(chunks).toString();
    expect(zstdDecompressSync(file).toString()).toBe(text);
    expect(Buffer.from(decompress(file)).toString()).toBe(text);
  });

  test("says nothing twice, however much is in between", async () => {
    const random = randomSource(9);
    const sheet = () =>
      Buffer.from(
        Array.from({ length: 10_000 }, (_, i) => `.class-${random()}{top:${i % 99}px}`).join(""),
      );
    const first = sheet();
    const [before, after] = (await compress([first, sheet(), first])).slice(1);
    expect(first.length).toBeGreaterThan(300_000);
    expect((after as Buffer).length - (before as Buffer).length).toBeLessThan(first.length / 50);
  });

  test("can end with its last lines", async () => {
    const compressor = new SegmentCompressor();
    const first = await compressor.add(Buffer.from("one\n"), false).compress();
    const last = await compressor.add(Buffer.from("two\n"), true).compress();
    expect(zstdDecompressSync(Buffer.concat([first, last])).toString()).toBe("one\ntwo\n");
  });

  test("is zstd with nothing in it too", async () => {
    for (const make of ["compress", "compressSync"] as const) {
      const file = await new SegmentCompressor().add(NOTHING, true)[make]();
      expect(zstdDecompressSync(file).length).toBe(0);
    }
  });

  test("compresses as one stream does, though it is flushed at every line", async () => {
    const line = (i: number) =>
      `{"type":3,"data":{"source":1,"positions":[{"x":${i},"y":${i * 7}}]}}\n`;
    const chunks = Array.from({ length: 500 }, (_, i) => Buffer.from(line(i)));
    const file = (await compress(chunks)).at(-1) ?? Buffer.alloc(0);
    expect(file.length).toBeLessThan(Buffer.concat(chunks).length / 2);
  });

  test("has its checksum in hex", () => {
    const compressor = new SegmentCompressor();
    compressor.add(Buffer.from("1234"), false);
    compressor.add(Buffer.from("56789"), true);
    // The check value of CRC-32.
    expect(compressor.crc32).toBe("cbf43926");
  });
});

describe("a process that exits", () => {
  const random = randomSource(10);
  const text = randomLines(50, random).join("\n");

  test("writes again what was made, the same bytes", async () => {
    const chunk = new SegmentCompressor().add(Buffer.from(text), false);
    const bytes = await chunk.compress();
    expect(chunk.compressSync()).toBe(bytes);
    expect(await chunk.compress()).toBe(bytes);
  });

  test.each([0, 1, 2])("goes on after %d chunks without the compressor", async (count) => {
    const compressor = new SegmentCompressor();
    const parts: Uint8Array[] = [];
    for (let i = 0; i < count; i++) {
      parts.push(await compressor.add(Buffer.from(text), false).compress());
    }
    // Nobody waits for this one any more.
    const unfinished = compressor.add(Buffer.from(text), false);
    const late = unfinished.compress();
    const large = Buffer.from(text.repeat(30));
    parts.push(unfinished.compressSync(), compressor.add(large, true).compressSync());
    const whole = text.repeat(count + 1 + 30);
    expect(zstdDecompressSync(Buffer.concat(parts)).toString()).toBe(whole);
    expect(large.length).toBeGreaterThan(128 * 1024);
    await late;
  });
});

describe("a segment that is cut", () => {
  const random = randomSource(11);
  const lines = randomLines(20, random);
  const chunks = chunksOf(lines, random);
  let files: Buffer[];
  let file: Buffer;

  beforeAll(async () => {
    files = await compress(chunks);
    file = files.at(-1) ?? Buffer.alloc(0);
  });

  test("after a chunk gives all up to there", async () => {
    for (const [i, prefix] of files.entries()) {
      expect(await segmentText(prefix)).toBe(Buffer.concat(chunks.slice(0, i + 1)).toString());
    }
  });

  test("at any byte gives the lines before, and one that is broken at most", async () => {
    let last = 0;
    for (let length = 0; length <= file.length; length++) {
      const reader = new SegmentReader(file.subarray(0, length));
      const events = (await collect(reader.read())).flat();
      expect(events).toEqual(lines.slice(0, events.length).map((line) => JSON.parse(line)));
      expect(reader.brokenLines).toBeLessThanOrEqual(1);
      expect(events.length).toBeGreaterThanOrEqual(last);
      last = events.length;
    }
    expect(last).toBe(lines.length);
  });
});
