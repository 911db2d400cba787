import { zstdDecompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { CompressorStreams } from "./compressor-streams.js";
import { SegmentCompressor } from "./segment-compressor.js";

const NOTHING = new Uint8Array(0);

async function compress(streams: CompressorStreams, texts: string[]): Promise<Buffer> {
  const compressor = new SegmentCompressor(streams);
  const parts: Uint8Array[] = [];
  for (const text of texts) parts.push(await compressor.add(Buffer.from(text), false).compress());
  parts.push(await compressor.add(NOTHING, true).compress());
  return Buffer.concat(parts);
}

test("files that follow each other on one stream are what each is on its own", async () => {
  const streams = new CompressorStreams();
  const texts = ["one\n", "two\n".repeat(50_000)];
  const files = [await compress(streams, texts), await compress(streams, texts)];
  for (const file of files) expect(zstdDecompressSync(file).toString()).toBe(texts.join(""));
  expect(files[1]).toEqual(files[0]);
});

test("a stream serves again once its file has its end, and not before", async () => {
  const streams = new CompressorStreams();
  const first = streams.take();
  streams.giveBack(first);
  await compress(streams, ["whole\n"]);
  const open = new SegmentCompressor(streams);
  await open.add(Buffer.from("begun\n"), false).compress();
  const other = streams.take();
  expect(other).not.toBe(first);
  await open.add(NOTHING, true).compress();
  expect(streams.take()).toBe(first);
});

test("a file that is given up takes its stream with it, a finished one does not", async () => {
  const streams = new CompressorStreams();
  const first = streams.take();
  streams.giveBack(first);
  const whole = new SegmentCompressor(streams);
  await whole.add(NOTHING, true).compress();
  whole.destroy();
  expect(first.destroyed).toBe(false);
  const broken = new SegmentCompressor(streams);
  await broken.add(Buffer.from("begun\n"), false).compress();
  broken.destroy();
  expect(first.destroyed).toBe(true);
  const file = await compress(streams, ["next\n"]);
  expect(zstdDecompressSync(file).toString()).toBe("next\n");
});

test("holds one at most, and none once it is closed", () => {
  const streams = new CompressorStreams();
  const [one, two, late] = [streams.take(), streams.take(), streams.take()];
  streams.giveBack(one);
  streams.giveBack(two);
  expect([one.destroyed, two.destroyed]).toEqual([false, true]);
  streams.close();
  streams.giveBack(late);
  expect([one.destroyed, late.destroyed]).toEqual([true, true]);
});
