import { crc32, gunzipSync } from "node:zlib";
import { element, fullSnapshot, meta, text } from "@pagereel/testing/recordings";
import { expect, test } from "vitest";
import { packSegments } from "./pack-segments.js";

test("events come out of the page as they were", async () => {
  const hard = "</script> \u2028 \ud83d\ude00 \ud83d \u0000 <!--";
  const events = [meta("https://a.test/"), fullSnapshot({ body: [element("p", {}, text(hard))] })];
  const [packed, ...others] = await packSegments({ T: events, empty: [] });
  expect(others).toEqual([]);
  expect(packed?.content).toMatch(/^[A-Za-z0-9+/]+=*$/);
  const bytes = Buffer.from(packed?.content ?? "", "base64");
  const unpacked = gunzipSync(bytes);
  const lines = unpacked.toString().trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line))).toEqual(events);
  expect(packed?.entry).toMatchObject({
    targetId: "T",
    number: 1,
    state: "closed",
    continued: false,
    eventCount: 2,
    bytes: bytes.length,
    crc32: crc32(unpacked).toString(16).padStart(8, "0"),
  });
});

test("each target has segments of its own, numbered from 1 on", async () => {
  const packed = await packSegments({ A: [meta("https://a.test/")], B: [meta("https://b.test/")] });
  expect(packed.map(({ entry: { targetId, number } }) => [targetId, number])).toEqual([
    ["A", 1],
    ["B", 1],
  ]);
});
