import { zstdCompressSync } from "node:zlib";
import { type Gap, isEvent, RecordingError } from "@pagereel/protocol";
import { EventType, type eventWithTime } from "@rrweb/types";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { Decompressor } from "../../src/fetch/decompress-segment.js";
import { type FetchRecordingOptions, fetchRecording } from "../../src/fetch/fetch-recording.js";
import { streamRecording } from "../../src/fetch/stream-recording.js";
import { memoryStore } from "../../src/stores/memory-store.js";
import type { Store } from "../../src/stores/store.js";
import { collect } from "../support/collect.js";
import { randomLines, randomSource } from "../support/random-lines.js";
import { eventAt, SESSION, storeEvents } from "../support/stored-session.js";
import { anyMutation, type Mutation, mutated, mutatedJson } from "./arbitraries.js";
import { FUZZ_TIMEOUT_MS, fuzz } from "./fuzz.js";

const MANIFEST = "manifest";

/** A store's content, by `manifest` or `<targetId>/<number>`. */
type Files = Map<string, Buffer>;

let files: Files;
let events: Record<string, eventWithTime[][]>;

beforeAll(async () => {
  const store = memoryStore();
  events = {
    A1: [1, 2, 3, 4].map((i) => segmentAt(i * 1000)),
    B2: [segmentAt(500), segmentAt(5000)],
  };
  await storeEvents(store, events);
  files = new Map([[MANIFEST, Buffer.from((await store.readManifest(SESSION)) ?? "")]]);
  for (const [targetId, segments] of Object.entries(events)) {
    for (const i of segments.keys()) {
      const bytes = await store.readSegment({ sessionId: SESSION, targetId, number: i + 1 });
      files.set(`${targetId}/${i + 1}`, Buffer.from(bytes ?? []));
    }
  }
});

function segmentAt(start: number): eventWithTime[] {
  const changes = Array.from({ length: 8 }, (_, i) => eventAt(start + i, `${start}.${i}`));
  return [{ type: EventType.Meta, timestamp: start, data: {} } as eventWithTime, ...changes];
}

function storeOf(content: Files): Store {
  // A copy, as a store gives it.
  const read = (key: string) => {
    const bytes = content.get(key);
    return bytes && Buffer.from(bytes);
  };
  return {
    ...memoryStore(),
    readManifest: async () => read(MANIFEST)?.toString(),
    readSegment: async ({ targetId, number }) => read(`${targetId}/${number}`),
  };
}

/** What both ways to read give, or undefined where they refuse the store as they should. */
async function readAll(
  options: FetchRecordingOptions,
): Promise<{ events: Record<string, eventWithTime[]>; gaps: Gap[] } | undefined> {
  const gaps: Gap[] = [];
  try {
    const { events: found } = await fetchRecording(SESSION, {
      ...options,
      onGap: (gap) => gaps.push(gap),
    });
    const streamed = await collect(streamRecording(SESSION, options));
    expect(streamed.length).toBe(Object.values(found).flat().length);
    for (const list of Object.values(found)) {
      expect(list.every(isEvent)).toBe(true);
      expect(list).toEqual(list.toSorted((a, b) => a.timestamp - b.timestamp));
    }
    return { events: found, gaps };
  } catch (error) {
    if (error instanceof RecordingError) return undefined;
    throw error;
  }
}

const anyKey = fc.constantFrom("A1/1", "A1/2", "A1/3", "A1/4", "B2/1", "B2/2");

type Change = (content: Files) => void;

const anyChange: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(anyKey, anyMutation).map(([key, mutate]: [string, Mutation]): Change => {
    return (content) => content.set(key, mutate(content.get(key) ?? Buffer.alloc(0)));
  }),
  fc.tuple(anyKey, anyKey).map(([a, b]): Change => {
    return (content) => {
      const [of_a, of_b] = [content.get(a), content.get(b)];
      if (of_a) content.set(b, of_a);
      if (of_b) content.set(a, of_b);
    };
  }),
  anyKey.map(
    (key): Change =>
      (content) =>
        content.delete(key),
  ),
);

test("segments", { timeout: FUZZ_TIMEOUT_MS }, async () => {
  await fuzz(fc.array(anyChange, { minLength: 1, maxLength: 5 }), async (changes) => {
    const content: Files = new Map(files);
    for (const change of changes) change(content);
    const isWhole = (key: string) => content.get(key)?.equals(files.get(key) ?? Buffer.alloc(0));
    const found = await readAll({ store: storeOf(content) });
    for (const [targetId, segments] of Object.entries(events)) {
      for (const [i, written] of segments.entries()) {
        const ofSegment = written.filter((event) =>
          found?.events[targetId]?.some(isEqualTo(event)),
        );
        const gap = found?.gaps.find(
          (g) => g.targetId === targetId && g.from === written[0]?.timestamp,
        );
        // What is whole is there; what is not there is told.
        if (isWhole(`${targetId}/${i + 1}`)) expect(ofSegment).toEqual(written);
        if (found && !gap) expect(ofSegment).toEqual(written);
      }
    }
  });
});

function isEqualTo(event: eventWithTime): (other: eventWithTime) => boolean {
  const text = JSON.stringify(event);
  return (other) => JSON.stringify(other) === text;
}

test("manifests", { timeout: FUZZ_TIMEOUT_MS }, async () => {
  const manifest = JSON.parse(files.get(MANIFEST)?.toString() ?? "");
  const input = fc.record({
    manifest: mutatedJson(manifest),
    partial: fc.boolean(),
    from: fc.option(fc.integer({ min: 0, max: 6000 }), { nil: undefined }),
  });
  await fuzz(input, async ({ manifest: lying, ...options }) => {
    const content: Files = new Map(files).set(MANIFEST, Buffer.from(JSON.stringify(lying)));
    await readAll({ store: storeOf(content), ...options });
  });
});

test("bytes of manifests", { timeout: FUZZ_TIMEOUT_MS }, async () => {
  await fuzz(mutated(files.get(MANIFEST) ?? Buffer.alloc(0)), async (bytes) => {
    await readAll({ store: storeOf(new Map(files).set(MANIFEST, bytes)), partial: true });
  });
});

test("compressed bytes", { timeout: FUZZ_TIMEOUT_MS }, async () => {
  const text = Buffer.from(randomLines(300, randomSource(1)).join("\n"));
  const decompressor = new Decompressor(1_000_000);
  const anyBytes = fc.oneof(mutated(zstdCompressSync(text)), fc.uint8Array());
  await fuzz(anyBytes, async (bytes) => {
    let length = 0;
    try {
      for await (const piece of decompressor.run(bytes)) length += piece.length;
    } catch (error) {
      expect(error).toBeInstanceOf(RecordingError);
    }
    expect(length).toBeLessThanOrEqual(1_000_000);
  });
  decompressor.close();
});
