import { constants, createZstdCompress, zstdCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { CutError, unzstd } from "./unzstd.js";

/** Text that is alike far apart, so that it needs the window, and not so alike as to be nothing. */
const TEXT = Buffer.from(
  Array.from({ length: 60_000 }, (_, i) => `${i % 5000} is ${(i * 7919) % 104_729}. `).join(""),
);

async function* piecesOf(bytes: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

async function textOf(bytes: Uint8Array, pieceLength = 65_536): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of unzstd(piecesOf(bytes, pieceLength))) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** As a segment is written: with the end of a block after each few kB. */
async function writeLive(blockBytes: number, windowLog: number): Promise<Buffer> {
  const stream = createZstdCompress({ params: { [constants.ZSTD_c_windowLog]: windowLog } });
  const chunks: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  for (let at = 0; at < TEXT.length; at += blockBytes) {
    stream.write(TEXT.subarray(at, at + blockBytes));
    await new Promise<void>((resolve) => stream.flush(constants.ZSTD_e_flush, resolve));
  }
  stream.end();
  await new Promise((resolve) => stream.once("end", resolve));
  return Buffer.concat(chunks);
}

test.each([1, 7, 4096])("decompresses what comes in pieces of %d bytes", async (pieceLength) => {
  const text = TEXT.subarray(0, 50_000);
  expect((await textOf(zstdCompressSync(text), pieceLength)).equals(text)).toBe(true);
});

test.each([
  [3000, 23],
  [700, 18],
  [100_000, 20],
])("decompresses blocks of %d bytes of text with a window of 2^%d", async (bytes, windowLog) => {
  expect((await textOf(await writeLive(bytes, windowLog))).equals(TEXT)).toBe(true);
});

test("gives what there is of a frame that was cut, and says so", async () => {
  const bytes = await writeLive(3000, 23);
  const pieces: Uint8Array[] = [];
  const reading = (async () => {
    for await (const piece of unzstd(piecesOf(bytes.subarray(0, bytes.length / 2), 999))) {
      pieces.push(piece);
    }
  })();
  await expect(reading).rejects.toThrow(CutError);
  const text = Buffer.concat(pieces);
  expect(text.length).toBeGreaterThan(TEXT.length / 3);
  expect(text.equals(TEXT.subarray(0, text.length))).toBe(true);
});

test("refuses what is no zstd, or would take all memory", async () => {
  await expect(textOf(Buffer.from("this is a text and no frame"))).rejects.toThrow(/no zstd/);
  const bomb = Buffer.from("28b52ffda4ffffff7f0100000000000000000000", "hex");
  await expect(textOf(bomb)).rejects.toThrow(/too large/);
});

test("does not go on for ever with damaged blocks", async () => {
  const bytes = Buffer.from(zstdCompressSync(TEXT));
  bytes.fill(0x55, 2000, 4000);
  await expect(textOf(bytes)).rejects.toThrow();
});
