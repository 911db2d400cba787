import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { constants, createZstdCompress } from "node:zlib";
import { sampleManifest } from "@pagereel/testing/recordings";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { fileStore } from "../src/stores/file-store.js";
import type { Store } from "../src/stores/store.js";
import { buildScript } from "./support/build-script.js";
import { collect } from "./support/collect.js";
import { storeLongSession } from "./support/long-session.js";
import { eventAt, SESSION, segmentOf } from "./support/stored-session.js";

const MB = 1024 * 1024;

/** `LONG_SESSION=1`: two hours, 1.5 million events. Else as much as shows whether memory grows. */
const session = process.env.LONG_SESSION
  ? { segmentCount: 40, eventCount: 1_500_000, durationMs: 7_200_000 }
  : { segmentCount: 8, eventCount: 200_000, durationMs: 960_000 };

let temporary: string;
let script: string;
let root: string;
let store: Store;

beforeAll(async () => {
  temporary = await mkdtemp(path.join(tmpdir(), "pagereel-memory-"));
  script = await buildScript("reading-process", temporary);
});
afterAll(() => rm(temporary, { recursive: true }));
beforeEach(async () => {
  root = await mkdtemp(path.join(temporary, "store-"));
  store = fileStore(root);
});

interface Outcome {
  eventCount: number;
  maxMemoryBytes: number;
  gaps: string[];
  code?: string;
}

/** Reads in a process of its own. */
function read(way: "nothing" | "stream" | "fetch", ...flags: string[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [...flags, script, root, way], (error, stdout) => {
      if (error) reject(error);
      else resolve(JSON.parse(stdout));
    });
  });
}

/** Stores segments of these bytes, and says of them what is given. */
async function storeSegments(segments: { bytes: Uint8Array; crc32?: string }[]): Promise<void> {
  const entries = segments.map(({ bytes, crc32 }, i) => ({
    targetId: "A1",
    number: i + 1,
    state: "closed" as const,
    continued: false,
    firstTimestamp: i,
    lastTimestamp: i,
    eventCount: 1,
    bytes: bytes.length,
    ...(crc32 && { crc32 }),
  }));
  for (const [i, { bytes }] of segments.entries()) {
    await store.appendSegment({ sessionId: SESSION, targetId: "A1", number: i + 1 }, 0, bytes);
  }
  await store.writeManifest(sampleManifest({ sessionId: SESSION, segments: entries }));
}

/** Compresses a text that is too long for the memory of this process too. */
async function compress(parts: Iterable<string>): Promise<Buffer> {
  const params = { [constants.ZSTD_c_windowLog]: 23 };
  const stream = createZstdCompress({ params });
  const bytes = collect<Buffer>(stream);
  for (const part of parts) {
    if (!stream.write(part)) await new Promise((resolve) => stream.once("drain", resolve));
  }
  stream.end();
  return Buffer.concat(await bytes);
}

function* repeat(text: string, count: number): Generator<string> {
  for (let i = 0; i < count; i++) yield text;
}

describe("reading as a stream", { timeout: 240_000 }, () => {
  test("takes less than 64 MB more than nothing", async () => {
    await storeLongSession(store, session);
    const { maxMemoryBytes: nothing } = await read("nothing");
    const { eventCount, maxMemoryBytes, gaps } = await read("stream");
    expect({ eventCount, gaps }).toEqual({ eventCount: session.eventCount, gaps: [] });
    expect(maxMemoryBytes - nothing).toBeLessThan(64 * MB);
  });

  test("leaves out a line without end", async () => {
    const endless = await compress(repeat("x".repeat(16 * MB), 32));
    const whole = [segmentOf([eventAt(0, "a")]), segmentOf([eventAt(2, "b")])] as const;
    await storeSegments([whole[0], { bytes: endless }, whole[1]]);
    const { eventCount, maxMemoryBytes, gaps } = await read("stream", "--max-old-space-size=256");
    expect({ eventCount, gaps }).toEqual({ eventCount: 2, gaps: ["segment-damaged"] });
    expect(maxMemoryBytes).toBeLessThan(256 * MB);
  });

  test("survives a line that is more in memory than in text", async () => {
    const event = [`{"type":5,"timestamp":1,"data":[`, ...repeat("{},".repeat(MB), 8), "0]}\n"];
    await storeSegments([{ bytes: await compress(event) }]);
    expect(await read("stream", "--max-old-space-size=1024")).toMatchObject({ eventCount: 1 });
    const small = await read("stream", "--max-old-space-size=256");
    expect(small).toMatchObject({ eventCount: 0, code: "INVALID_RECORDING" });
  });
});

test("what does not fit in memory as a whole is an error that says so", async () => {
  await storeLongSession(store, { segmentCount: 8, eventCount: 200_000, durationMs: 960_000 });
  expect(await read("fetch")).toMatchObject({ eventCount: 200_000 });
  const small = await read("fetch", "--max-old-space-size=64");
  expect(small).toMatchObject({ eventCount: 0, code: "INVALID_RECORDING" });
}, 120_000);
