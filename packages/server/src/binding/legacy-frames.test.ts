import { expect, test } from "vitest";
import {
  LegacyFrameError,
  LegacyMessageReader,
  MAX_FRAME_BYTES,
  toLegacyFrames,
} from "./legacy-frames.js";

const MAX_MESSAGE_BYTES = 8_000_000;

const LENGTHS = [0, 1, MAX_FRAME_BYTES - 5, MAX_FRAME_BYTES - 4, MAX_FRAME_BYTES - 3, 3_145_725];

test.each(LENGTHS)("a message of %i bytes is the same after its frames", (length) => {
  const message = bytesOf(length);
  const reader = new LegacyMessageReader(MAX_MESSAGE_BYTES);
  const frames = toLegacyFrames(message);

  const messages = frames.map((frame) => reader.push(frame));
  expect(messages.pop()?.equals(message)).toBe(true);
  expect(messages).toEqual(messages.map(() => undefined));
  expect(Math.max(...frames.map((frame) => frame.length))).toBeLessThanOrEqual(MAX_FRAME_BYTES);
  expect(frames).toHaveLength(Math.max(1, Math.ceil((length + 4) / MAX_FRAME_BYTES)));
});

test("the length comes first, as a little-endian uint32, and counts towards the frame", () => {
  expect(toLegacyFrames(Buffer.from("ab"))).toEqual([Buffer.from([2, 0, 0, 0, 97, 98])]);
  const [first, second] = toLegacyFrames(bytesOf(MAX_FRAME_BYTES));
  expect(first?.length).toBe(MAX_FRAME_BYTES);
  expect(first?.readUInt32LE()).toBe(MAX_FRAME_BYTES);
  expect(second?.length).toBe(4);
});

test("messages follow each other, cut anywhere", () => {
  const reader = new LegacyMessageReader(MAX_MESSAGE_BYTES);
  const [one = Buffer.alloc(0)] = toLegacyFrames(bytesOf(1000));
  for (const at of [4, 5, 500, 1003]) {
    expect(reader.push(one.subarray(0, at))).toBeUndefined();
    expect(reader.push(Buffer.alloc(0))).toBeUndefined();
    expect(reader.push(one.subarray(at))).toEqual(bytesOf(1000));
  }
});

test("a message takes no more memory than what has come of it, twice", () => {
  const reader = new LegacyMessageReader(MAX_MESSAGE_BYTES);
  const before = process.memoryUsage().arrayBuffers;
  reader.push(header(MAX_MESSAGE_BYTES));
  for (let at = 0; at < 1000; at++) reader.push(Buffer.from([at % 251]));
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1_000_000);
  const whole = bytesOf(MAX_MESSAGE_BYTES);
  expect(reader.push(whole.subarray(1000))?.equals(whole)).toBe(true);
});

test.each([
  ["no room for the length", [Buffer.from([1, 0, 0])], 1002],
  ["two messages in a frame", [Buffer.concat([header(1), bytesOf(2)])], 1002],
  ["more than the message in a later frame", [header(3), bytesOf(2), bytesOf(2)], 1002],
  ["a length above the limit", [header(MAX_MESSAGE_BYTES + 1)], 1009],
  ["the largest length there is", [header(0xffff_ffff)], 1009],
])("%s is refused", (_what, frames, closeCode) => {
  const read = () => {
    const reader = new LegacyMessageReader(MAX_MESSAGE_BYTES);
    for (const frame of frames) reader.push(frame);
  };
  expect(read).toThrow(LegacyFrameError);
  expect(read).toThrow(expect.objectContaining({ closeCode }));
});

function header(length: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(length);
  return bytes;
}

/** No two neighbours alike, so that bytes in the wrong place show. */
function bytesOf(length: number): Buffer {
  return Buffer.from(Uint8Array.from({ length }, (_, at) => at % 251));
}
