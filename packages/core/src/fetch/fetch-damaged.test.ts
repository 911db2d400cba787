import { zstdCompressSync } from "node:zlib";
import { type Gap, type ManifestSegment, RecordingError } from "@pagereel/protocol";
import { describe, expect, test } from "vitest";
import { collect } from "../../test/support/collect.js";
import {
  SESSION,
  storeSession,
  type Timestamps,
  timestampsOf,
} from "../../test/support/stored-session.js";
import { memoryStore } from "../stores/memory-store.js";
import type { Store } from "../stores/store.js";
import { fetchRecording } from "./fetch-recording.js";
import { streamRecording } from "./stream-recording.js";

type Change = (bytes: Uint8Array) => Uint8Array | undefined;

/** A store of this session, the segment with this number changed. */
async function storeWith(targets: Timestamps, changed: number, change: Change): Promise<Store> {
  const store = memoryStore();
  await storeSession(store, targets);
  return {
    ...store,
    readSegment: async (ref) => {
      const bytes = await store.readSegment(ref);
      return bytes && ref.number === changed ? change(bytes) : bytes;
    },
  };
}

/** The store with the manifest's segments changed. */
function withEntries(store: Store, change: (entry: ManifestSegment) => ManifestSegment): Store {
  return {
    ...store,
    readManifest: async (id) => {
      const manifest = JSON.parse((await store.readManifest(id)) ?? "");
      return JSON.stringify({ ...manifest, segments: manifest.segments.map(change) });
    },
  };
}

/** The timestamps that both ways to read give, and the gaps; they must agree. */
async function read(store: Store): Promise<{ times: Record<string, number[]>; gaps: Gap[] }> {
  const gaps: Gap[] = [];
  const { events } = await fetchRecording(SESSION, { store, onGap: (gap) => gaps.push(gap) });
  const streamGaps: Gap[] = [];
  const stream = streamRecording(SESSION, { store, onGap: (gap) => streamGaps.push(gap) });
  const streamed = (await collect(stream)).map(({ event }) => event);
  expect(streamed).toEqual(Object.values(events).flat());
  expect(streamGaps).toEqual(gaps);
  return { times: timestampsOf(events), gaps };
}

const cut: Change = (bytes) => bytes.subarray(0, bytes.length - 15);

const flipped: Change = (bytes) => {
  const text = Buffer.from(bytes).toString("latin1").replace('"tag":"2.1"', '"tag":"2.7"');
  return Buffer.from(text, "latin1");
};

test("a recording that is whole has no gaps", async () => {
  const store = await storeWith({ A1: [[1], [2, 3]], B2: [[4]] }, 0, cut);
  expect(await read(store)).toEqual({ times: { A1: [1, 2, 3], B2: [4] }, gaps: [] });
});

describe("what is broken costs its segment only, and is told", () => {
  test("one that is missing", async () => {
    const store = await storeWith({ A1: [[1], [20, 25], [30]] }, 2, () => undefined);
    expect(await read(store)).toEqual({
      times: { A1: [1, 30] },
      gaps: [
        {
          targetId: "A1",
          from: 20,
          to: 25,
          reason: "segment-missing",
          detail: "Segment 2 of target A1 is missing: it was deleted, or never reached the store.",
        },
      ],
    });
  });

  test("one that was cut, as far as it is there", async () => {
    const store = await storeWith({ A1: [[1], [2, 3, 4], [5]] }, 2, cut);
    const { times, gaps } = await read(store);
    expect(times).toEqual({ A1: [1, 2, 3, 5] });
    expect(gaps).toEqual([
      {
        targetId: "A1",
        from: 2,
        to: 4,
        reason: "segment-damaged",
        detail: expect.stringMatching(
          /^Segment 2 of target A1 is damaged: its bytes are damaged or end early, .* 2 of its 3 events are read\.$/,
        ),
      },
    ]);
  });

  test("one that was overwritten", async () => {
    const store = await storeWith({ A1: [[1], [2]] }, 2, () => Buffer.from("something else"));
    const { times, gaps } = await read(store);
    expect(times).toEqual({ A1: [1] });
    expect(gaps).toMatchObject([{ reason: "segment-damaged", from: 2, to: 2 }]);
  });

  test("one that can be read, but says something else than what was written", async () => {
    const store = await storeWith({ A1: [[1], [2, 3, 4]] }, 2, flipped);
    const { times, gaps } = await read(store);
    expect(times).toEqual({ A1: [1, 2, 3, 4] });
    expect(gaps).toMatchObject([{ detail: expect.stringContaining("its checksum is not") }]);
  });

  test("one whose lines are no events", async () => {
    const store = await storeWith({ A1: [[1], [2], [3]] }, 2, () =>
      zstdCompressSync('{"type":5,"timestamp":2}\n[]\n{"type":5,"timestamp":2}\n'),
    );
    const { times, gaps } = await read(store);
    expect(times).toEqual({ A1: [1, 2, 3] });
    expect(gaps).toMatchObject([{ reason: "segment-damaged" }]);
    const unsigned = withEntries(store, ({ crc32: _, ...entry }) => ({ ...entry, eventCount: 3 }));
    expect((await read(unsigned)).gaps.map(({ detail }) => detail)).toEqual(
      expect.arrayContaining([expect.stringContaining("1 of its lines are no events")]),
    );
  });

  test("one in whose place the store finds something else", async () => {
    const store = await storeWith({ A1: [[1], [2], [3]] }, 2, () => {
      throw new RecordingError("INVALID_RECORDING", '"x" is a link');
    });
    const { times, gaps } = await read(store);
    expect(times).toEqual({ A1: [1, 3] });
    expect(gaps).toMatchObject([{ detail: expect.stringContaining('"x" is a link') }]);
  });

  test("a bomb", async () => {
    const bomb = zstdCompressSync(Buffer.alloc(1024 * 1024 * 1024 + 1));
    expect(bomb.length).toBeLessThan(200_000);
    const store = await storeWith({ A1: [[1], [2], [3]] }, 2, () => bomb);
    const large = withEntries(store, (entry) => ({ ...entry, bytes: bomb.length }));
    const gaps: Gap[] = [];
    const options = { store: large, onGap: (gap: Gap) => gaps.push(gap) };
    const { events } = await fetchRecording(SESSION, options);
    expect(timestampsOf(events)).toEqual({ A1: [1, 3] });
    expect(gaps).toMatchObject([{ detail: expect.stringContaining("more than 1073741824 bytes") }]);
  });
});

describe("what a writer left on purpose is no damage", () => {
  test("a segment that was given up has no end, and is not read beyond", async () => {
    const targets = { A1: [[1, 2, 3], [4]] };
    const store = await storeWith(targets, 0, cut);
    const { crc32: _, ...entry } = JSON.parse((await store.readManifest(SESSION)) ?? "")
      .segments[0];
    const bytes = entry.bytes - 80;
    const givenUp = withEntries(store, (segment) =>
      segment.number === 1 ? { ...entry, bytes, eventCount: 1 } : segment,
    );
    const { times, gaps } = await read(givenUp);
    expect(times.A1?.at(0)).toBe(1);
    expect(times.A1?.at(-1)).toBe(4);
    expect(times.A1?.length).toBeLessThan(4);
    expect(gaps).toEqual([]);
  });

  test("an open segment may have more than the manifest says", async () => {
    const store = withEntries(
      await storeWith({ A1: [[1, 2, 3]] }, 1, cut),
      ({ crc32: _, ...entry }) => ({
        ...entry,
        state: "open",
        eventCount: 2,
        bytes: 10,
      }),
    );
    expect(await read(store)).toEqual({ times: { A1: [1, 2] }, gaps: [] });
  });

  test("but less than that is missing", async () => {
    const store = withEntries(
      await storeWith({ A1: [[1, 2, 3]] }, 1, cut),
      ({ crc32: _, ...entry }) => ({
        ...entry,
        state: "open",
      }),
    );
    expect(await read(store)).toMatchObject({
      times: { A1: [1, 2] },
      gaps: [{ reason: "segment-damaged" }],
    });
  });
});

describe("a manifest that lies", () => {
  test.each([
    ["counts", { eventCount: 1e9 }],
    ["negative counts", { eventCount: -5 }],
    ["times", { firstTimestamp: 1e300, lastTimestamp: -1e300 }],
    ["more bytes", { bytes: 1e300 }],
    ["places of snapshots", { checkouts: [{ timestamp: -1, offset: 1e18 }] }],
  ])("about %s changes nothing", async (_, lie) => {
    const store = await storeWith({ A1: [[1, 2], [3]] }, 0, cut);
    const lying = withEntries(store, (entry) => ({ ...entry, ...lie }));
    expect(await read(lying)).toEqual({ times: { A1: [1, 2, 3] }, gaps: [] });
  });

  test.each([0, -1, 1.5, -1e300])("about bytes (%d) makes a gap", async (bytes) => {
    const store = await storeWith({ A1: [[1, 2], [3]] }, 0, cut);
    const lying = withEntries(store, (entry) => (entry.number === 1 ? { ...entry, bytes } : entry));
    expect(await read(lying)).toMatchObject({
      times: { A1: [3] },
      gaps: [{ reason: "segment-damaged" }],
    });
  });

  test("about times without end leaves nothing out", async () => {
    const store = await storeWith({ A1: [[1], [2], [3]] }, 0, cut);
    const text = (await store.readManifest(SESSION)) ?? "";
    const lying = text
      .replaceAll(/"firstTimestamp":\d+/g, '"firstTimestamp":-1e999')
      .replaceAll('"continued":true', '"continued":false');
    const { times } = await read({ ...store, readManifest: async () => lying });
    expect(times).toEqual({ A1: [1, 2, 3] });
  });

  test("about which segments there are gives each once, in order", async () => {
    const store = await storeWith({ A1: [[1, 2], [3]] }, 0, cut);
    const manifest = JSON.parse((await store.readManifest(SESSION)) ?? "");
    const segments = [...manifest.segments, ...manifest.segments].reverse();
    await store.writeManifest({ ...manifest, segments });
    expect(await read(store)).toEqual({ times: { A1: [1, 2, 3] }, gaps: [] });
  });

  test("about 100,000 targets takes no time for each of them again", async () => {
    const store = memoryStore();
    const segments = Array.from({ length: 100_000 }, (_, i) => ({
      targetId: `T${i}`,
      number: 1,
      state: "closed" as const,
      continued: false,
      firstTimestamp: 1,
      lastTimestamp: 1,
      eventCount: 1,
      bytes: 1,
    }));
    await storeSession(store, {}, { segments });
    const gaps: Gap[] = [];
    const reading = fetchRecording(SESSION, { store, onGap: (gap) => gaps.push(gap) });
    await expect(reading).rejects.toMatchObject({ code: "INVALID_RECORDING" });
    expect(gaps).toHaveLength(100_000);
  });
});

describe("where nothing can be read", () => {
  test.each([
    ["missing", () => undefined],
    ["overwritten", () => Buffer.from("something else")],
  ])("as it is %s, there is no recording", async (_, change) => {
    const store = await storeWith({ A1: [[1]], B2: [[2]] }, 1, change);
    const refused = {
      code: "INVALID_RECORDING",
      message: expect.stringMatching(`^Session ${SESSION} in the memory store .* 2 segments none`),
    };
    await expect(fetchRecording(SESSION, { store })).rejects.toMatchObject(refused);
    await expect(collect(streamRecording(SESSION, { store }))).rejects.toMatchObject(refused);
  });

  test("as the store fails, that is told", async () => {
    const store = await storeWith({ A1: [[1]] }, 1, () => {
      throw new Error("503");
    });
    const failed = {
      code: "STORE_READ_FAILED",
      message: expect.stringContaining("segment 1 of target A1 from the memory store: 503."),
    };
    await expect(fetchRecording(SESSION, { store })).rejects.toMatchObject(failed);
    await expect(collect(streamRecording(SESSION, { store }))).rejects.toMatchObject(failed);
  });
});

test("a manifest names no file outside of the session", async () => {
  const store = withEntries(await storeWith({ A1: [[1]] }, 0, cut), (entry) => ({
    ...entry,
    targetId: "../../other",
  }));
  const trusting = { ...store, readSegment: () => Promise.reject(new Error("was asked")) };
  await expect(fetchRecording(SESSION, { store: trusting })).rejects.toMatchObject({
    code: "INVALID_RECORDING",
    message: expect.stringContaining("is not a target id"),
  });
});
