import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { collect } from "../../test/support/collect.js";
import { eventAt } from "../../test/support/stored-session.js";
import { SegmentCompressor } from "../session/segment-compressor.js";
import { SegmentTail } from "./segment-tail.js";

const line = (timestamp: number) => `${JSON.stringify(eventAt(timestamp, "x"))}\n`;

let tail: SegmentTail;
let compressor: SegmentCompressor;
let bytes: Uint8Array;

beforeEach(() => {
  tail = new SegmentTail();
  compressor = new SegmentCompressor();
  bytes = new Uint8Array(0);
});
afterEach(() => tail.close());

async function append(text: string, isLast = false): Promise<void> {
  const chunk = await compressor.add(Buffer.from(text), isLast).compress();
  bytes = Buffer.concat([bytes, chunk]);
}

async function readTimes(from = bytes): Promise<number[]> {
  return (await collect(tail.read(from))).flat().map(({ timestamp }) => timestamp);
}

describe("a segment that grows", () => {
  test("gives each event once, as soon as its line has ended", async () => {
    await append(line(1) + line(2) + line(3).slice(0, 10));
    expect(await readTimes()).toEqual([1, 2]);
    expect(await readTimes()).toEqual([]);
    await append(line(3).slice(10));
    expect(await readTimes()).toEqual([3]);
    expect(tail.isWhole).toBe(false);
    await append(line(4), true);
    expect(await readTimes()).toEqual([4]);
    expect(tail).toMatchObject({ isWhole: true, eventCount: 4, byteLength: bytes.length });
  });

  test("can be seen with a chunk that is written by half", async () => {
    await append(line(1));
    await append(line(2));
    expect(await readTimes(bytes.subarray(0, -3))).toEqual([1]);
    expect(await readTimes()).toEqual([2]);
  });

  test("may end without a line break", async () => {
    await append(line(1) + line(2).trimEnd());
    expect(await readTimes()).toEqual([1]);
    expect(tail.end()).toMatchObject([[{ timestamp: 2 }]]);
  });

  test("has nothing after its end", async () => {
    await append(line(1), true);
    const more = Buffer.concat([bytes, Buffer.from("what a write that was given up left")]);
    expect(await readTimes(more)).toEqual([1]);
    expect(await readTimes(more)).toEqual([]);
  });
});

test("bytes that are damaged are told", async () => {
  await append(line(1));
  expect(await readTimes()).toEqual([1]);
  const broken = Buffer.concat([bytes, Buffer.alloc(64, 0xff)]);
  await expect(readTimes(broken)).rejects.toMatchObject({ code: "INVALID_RECORDING" });
});
