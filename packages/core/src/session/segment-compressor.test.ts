import { gunzipSync } from "node:zlib";
import { parseSegment } from "@pagereel/protocol";
import { describe, expect, test } from "vitest";
import { randomLines, randomSource } from "../../test/support/random-lines.js";
import { decompressSegment } from "../fetch/decompress-segment.js";
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
function compress(chunks: Buffer[]): Buffer[] {
  const compressor = new SegmentCompressor();
  const bytes = chunks.map((chunk) => compressor.add(chunk, false).compressSync());
  bytes.push(compressor.add(NOTHING, true).compressSync());
  return bytes.map((_, i) => Buffer.concat(bytes.slice(0, i + 1)));
}

describe("a finished segment", () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    "is plain gzip of one member, whatever is in it (%d)",
    async (seed) => {
      const random = randomSource(seed);
      const chunks = chunksOf(randomLines(200, random), random);
      const file = compress(chunks).at(-1) ?? Buffer.alloc(0);
      const text = Buffer.concat(chunks).toString();
      expect(gunzipSync(file).toString()).toBe(text);
      // Unlike gunzip it refuses a second member, and whatever else follows the first one.
      const stream = new Blob([file]).stream().pipeThrough(new DecompressionStream("gzip"));
      expect(await new Response(stream).text()).toBe(text);
    },
  );

  test("has a text of any length before, of which it looks back 32 kB", () => {
    const random = randomSource(9);
    const chunks = [70_000, 10, 32_768, 40_000, 1].map((length) =>
      Buffer.from(Array.from({ length }, () => random().toString(36)[3] ?? "-").join("")),
    );
    const file = compress(chunks).at(-1) ?? Buffer.alloc(0);
    expect(gunzipSync(file)).toEqual(Buffer.concat(chunks));
  });

  test("can end with its last lines", () => {
    const compressor = new SegmentCompressor();
    const first = compressor.add(Buffer.from("one\n"), false).compressSync();
    const last = compressor.add(Buffer.from("two\n"), true).compressSync();
    expect(gunzipSync(Buffer.concat([first, last])).toString()).toBe("one\ntwo\n");
  });

  test("is gzip with nothing in it too", () => {
    expect(gunzipSync(new SegmentCompressor().add(NOTHING, true).compressSync()).length).toBe(0);
  });

  test("compresses as one stream does, though it is flushed at every line", () => {
    const line = (i: number) =>
      `{"type":3,"data":{"source":1,"positions":[{"x":${i},"y":${i * 7}}]}}\n`;
    const chunks = Array.from({ length: 500 }, (_, i) => Buffer.from(line(i)));
    const alone = chunks.map(
      (chunk) => new SegmentCompressor().add(chunk, false).compressSync().length,
    );
    const file = compress(chunks).at(-1) ?? Buffer.alloc(0);
    expect(file.length).toBeLessThan(alone.reduce((sum, length) => sum + length) / 3);
  });

  test("has its checksum in hex", () => {
    const compressor = new SegmentCompressor();
    compressor.add(Buffer.from("1234"), false);
    compressor.add(Buffer.from("56789"), true);
    // The check value of CRC-32.
    expect(compressor.crc32).toBe("cbf43926");
  });
});

test("the thread pool makes the same bytes as the exit handler, however often", async () => {
  const random = randomSource(10);
  const compressor = new SegmentCompressor();
  for (const chunk of chunksOf(randomLines(50, random), random)) {
    const made = compressor.add(chunk, false);
    const bytes = made.compressSync();
    expect(await made.compress()).toEqual(bytes);
    expect(made.compressSync()).toEqual(bytes);
  }
  const end = compressor.add(Buffer.from("the last line\n"), true);
  expect(await end.compress()).toEqual(end.compressSync());
});

describe("a segment that is cut", () => {
  const random = randomSource(11);
  const lines = randomLines(20, random);
  const chunks = chunksOf(lines, random);
  const files = compress(chunks);
  const file = files.at(-1) ?? Buffer.alloc(0);

  test("after a chunk gives all up to there", async () => {
    for (const [i, prefix] of files.entries()) {
      expect(await decompressSegment(prefix)).toBe(
        Buffer.concat(chunks.slice(0, i + 1)).toString(),
      );
    }
  });

  test("at any byte gives the lines before, and one that is broken at most", async () => {
    let last = 0;
    for (let length = 0; length <= file.length; length++) {
      const { events, brokenLines } = parseSegment(
        await decompressSegment(file.subarray(0, length)),
      );
      expect(events).toEqual(lines.slice(0, events.length).map((line) => JSON.parse(line)));
      expect(brokenLines).toBeLessThanOrEqual(1);
      expect(events.length).toBeGreaterThanOrEqual(last);
      last = events.length;
    }
    expect(last).toBe(lines.length);
  });
});
