import { constants, zstdCompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { eventAt, segmentOf } from "../../test/support/stored-session.js";
import { frameLength } from "./zstd-frame.js";

const text = Array.from({ length: 50_000 }, (_, i) => `${Math.imul(i, 2_654_435_761)}`).join("");
const frames: [string, Uint8Array][] = [
  ["small", zstdCompressSync("text")],
  ["empty", zstdCompressSync("")],
  ["of several blocks", zstdCompressSync(text)],
  ["that repeats one byte", zstdCompressSync(Buffer.alloc(1_000_000))],
  ["with a checksum", zstdCompressSync(text, { params: { [constants.ZSTD_c_checksumFlag]: 1 } })],
  ["without compression", segmentOf([eventAt(1, "a"), eventAt(2, "b")]).bytes],
];

describe.each(frames)("a frame %s", (_, frame) => {
  test("ends where it ends, whatever follows", () => {
    expect(frameLength(frame)).toBe(frame.length);
    expect(frameLength(Buffer.concat([frame, frame]))).toBe(frame.length);
  });

  test("is not there as a whole where it was cut", () => {
    const step = Math.ceil(frame.length / 500);
    for (let length = frame.length - 1; length >= 0; length -= step) {
      expect(frameLength(frame.subarray(0, length))).toBeUndefined();
    }
  });
});

test("what is no frame has no end", () => {
  expect(frameLength(Buffer.from("<html>no zstd</html>"))).toBeUndefined();
});
