import { expect, test } from "vitest";
import { checkout, text } from "../../../test/support/events.js";
import { MemorySource, target } from "../../../test/support/memory-source.js";
import type { RecordingSource, SegmentId } from "../recording-source.js";
import { SegmentProblem } from "../source/segment-problem.js";
import { SegmentTexts } from "./segment-texts.js";

const { signal } = new AbortController();

async function drain(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all).toString();
}

function large(count: number): { source: MemorySource; segments: SegmentId[] } {
  const source = new MemorySource({ targets: [target("A")] });
  const segments = Array.from({ length: count }, () =>
    source.add("A", checkout(0, text(9, "x".repeat(100_000)))),
  );
  return { source, segments };
}

test("keeps the texts that were read last, as many as there is room for", async () => {
  const { source, segments } = large(4);
  const texts = new SegmentTexts(source, 350_000);
  const read = async (i: number) => drain(texts.read(segments[i] as SegmentId, { signal }));
  for (const i of [0, 1, 2, 0, 3, 0, 2, 1]) await read(i);
  expect(source.reads).toEqual(["A/1", "A/2", "A/3", "A/4", "A/2"]);
  expect((await read(0)).length).toBeGreaterThan(100_000);
});

test("a stream of all of them throws none of the kept ones out", async () => {
  const { source, segments } = large(4);
  const texts = new SegmentTexts(source, 150_000);
  const first = segments[0] as SegmentId;
  const kept = await drain(texts.read(first, { signal }));
  for (const segment of segments) await drain(texts.stream(segment, signal));
  expect(await drain(texts.read(first, { signal, offset: 70_000 }))).toBe(kept.slice(70_000));
  expect(source.reads).toEqual(["A/1", "A/2", "A/3", "A/4"]);
});

test("what nobody waits for is ended when another text is read", async () => {
  const aborted: number[] = [];
  const source: RecordingSource = {
    ...large(0).source,
    readManifest: () => Promise.reject(new Error("not read")),
    async *readSegment({ number }, loading) {
      loading.addEventListener("abort", () => aborted.push(number));
      yield new Uint8Array(70_000);
      if (number === 1) await new Promise((resolve) => loading.addEventListener("abort", resolve));
    },
  };
  const texts = new SegmentTexts(source);
  const segment = (number: number) => ({ targetId: "A", number, state: "closed" }) as const;
  for await (const _ of texts.read(segment(1), { signal })) break;
  expect(aborted).toEqual([]);
  await drain(texts.read(segment(2), { signal }));
  expect(aborted).toEqual([1]);
  texts.close();
});

test("a text that a reader gave up is there for the next one", async () => {
  const { source, segments } = large(1);
  const texts = new SegmentTexts(source);
  const first = segments[0] as SegmentId;
  await drain(texts.read(first, { signal }));
  await expect(drain(texts.read(first, { signal: AbortSignal.abort() }))).rejects.toThrow(/abort/i);
  await drain(texts.read(first, { signal }));
  expect(source.reads).toEqual(["A/1"]);
});

test("a text without end is damaged, whoever reads it", async () => {
  const piece = new Uint8Array(16 * 1024 * 1024);
  const source: RecordingSource = {
    ...large(0).source,
    readManifest: () => Promise.reject(new Error("not read")),
    async *readSegment() {
      for (;;) yield piece;
    },
  };
  const texts = new SegmentTexts(source);
  const segment: SegmentId = { targetId: "A", number: 1, state: "closed" };
  for (const pieces of [texts.read(segment, { signal }), texts.stream(segment, signal)]) {
    const read = async () => {
      for await (const _ of pieces);
    };
    await expect(read()).rejects.toThrow(SegmentProblem);
  }
});
