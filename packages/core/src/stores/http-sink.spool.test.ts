import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  type IngestServer,
  type Misbehaviour,
  startIngestServer,
} from "@pagereel/testing/ingest-server";
import { sampleManifest } from "@pagereel/testing/recordings";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { event, makeWriter, segment, times } from "../../test/support/make-writer.js";
import { readWhole } from "../../test/support/read-segments.js";
import { SESSION } from "../../test/support/stored-session.js";
import { httpSink } from "./http-sink.js";
import type { HttpSinkOptions } from "./http-sink-options.js";
import { memoryStore } from "./memory-store.js";
import type { Sink, Store } from "./store.js";

const OTHER = "01980f3e-0000-7000-8000-000000000001";
const ref = { sessionId: SESSION, targetId: "A.1-b", number: 1 };
const manifest = sampleManifest({ sessionId: SESSION, updatedAt: 1_700_000_000_123 });

let temporary: string;
let spoolDirectory: string;
let store: Store;
let server: IngestServer;

beforeAll(async () => {
  temporary = await mkdtemp(path.join(tmpdir(), "pagereel-spool-"));
});
afterAll(() => rm(temporary, { recursive: true }));
beforeEach(async () => {
  spoolDirectory = path.join(await mkdtemp(path.join(temporary, "test-")), "spool");
  store = memoryStore();
  server = await startIngestServer(store);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server.goAway();
});

function sinkTo(options: Partial<HttpSinkOptions> = {}): Sink {
  return httpSink({ url: server.url, spoolDirectory, ...options });
}

/** Appends texts one after the other, from an offset on. */
async function append(sink: Sink, texts: string[], from = 0, to = ref): Promise<void> {
  let offset = from;
  for (const text of texts) {
    await sink.appendSegment(to, offset, Buffer.from(text));
    offset += text.length;
  }
}

async function textOf(segmentRef = ref): Promise<string | undefined> {
  const stored = await store.readSegment(segmentRef);
  return stored && Buffer.from(stored).toString();
}

async function storedManifest(): Promise<unknown> {
  return JSON.parse((await store.readManifest(SESSION)) ?? "null");
}

/** The directory that is for this server alone. */
function spoolOfServer(): string {
  const key = createHash("sha256").update(server.url).digest("hex").slice(0, 16);
  return path.join(spoolDirectory, key);
}

async function spooled(): Promise<string[]> {
  return (await readdir(spoolOfServer())).sort();
}

/** Where the requests for a segment began, in the order in which they came. */
function offsetsOf({ targetId, number }: typeof ref): number[] {
  const paths = server.requests.map((request) => request.path);
  const own = paths.filter((it) => it.includes(`/${targetId}/${number}?`));
  return own.map((it) => Number(it.split("offset=")[1]));
}

describe("while the server is away", () => {
  test("all is kept, and sent in order when it is back", async () => {
    await server.goAway();
    const sink = sinkTo();
    await sink.writeManifest({ ...manifest, state: "recording" });
    await append(sink, ["one ", "two "]);
    await append(sink, ["other"], 0, { ...ref, number: 2 });
    await sink.writeManifest(manifest);
    await vi.waitFor(async () => expect(await spooled()).toHaveLength(4));
    await server.comeBack();
    await append(sink, ["three"], 8);
    await sink.flush?.(SESSION);
    expect(await textOf()).toBe("one two three");
    expect(await textOf({ ...ref, number: 2 })).toBe("other");
    expect(await storedManifest()).toEqual(manifest);
    expect(await spooled()).toEqual([]);
    await append(sink, [" four"], 13);
    expect(await textOf()).toBe("one two three four");
  });

  test.each<[string, Misbehaviour]>([
    ["answering 503", { status: 503 }],
    ["answering 500", { status: 500 }],
    ["asking for patience", { status: 429, headers: { "retry-after": "1" } }],
    ["hanging", "hang"],
  ])("%s, nothing is lost", async (_, misbehaviour) => {
    server.misbehave = () => misbehaviour;
    const sink = sinkTo({ timeoutMs: 200 });
    await append(sink, ["one ", "two "]);
    await sink.writeManifest(manifest);
    await vi.waitFor(() => expect(server.requests.length).toBeGreaterThan(0));
    expect(await textOf()).toBeUndefined();
    server.misbehave = () => undefined;
    await sink.flush?.(SESSION);
    expect(await textOf()).toBe("one two ");
    expect(await storedManifest()).toEqual(manifest);
  });

  test("what waits is sent together, up to 1 MB, so that a slow server can catch up", async () => {
    server.misbehave = () => ({ status: 503 });
    const sink = sinkTo();
    const piece = "x".repeat(10_000);
    const second = { ...ref, number: 2 };
    for (const i of times(0, 149)) {
      await append(sink, [piece], i * 10_000);
      await append(sink, [piece], i * 10_000, second);
    }
    server.misbehave = () => undefined;
    server.requests.length = 0;
    await sink.flush?.(SESSION);
    expect(offsetsOf(ref)).toEqual([0, 1_000_000]);
    expect(offsetsOf(second)).toEqual([0, 1_000_000]);
    expect(await textOf()).toBe(piece.repeat(150));
    expect(await textOf(second)).toBe(piece.repeat(150));
    expect(await spooled()).toEqual([]);
  });

  test("what was stored though the answer was lost is there once", async () => {
    server.misbehave = ({ body }) => {
      server.misbehave = () => undefined;
      void store.appendSegment(ref, 0, body);
      return { status: 504 };
    };
    const sink = sinkTo();
    await append(sink, ["one ", "two "]);
    await sink.flush?.(SESSION);
    expect(await textOf()).toBe("one two ");
  });

  test("each session has its own order, and one that is refused holds up no other", async () => {
    await server.goAway();
    const sink = sinkTo();
    await append(sink, ["refused"], 0, { ...ref, sessionId: OTHER });
    await append(sink, ["mine"]);
    server.misbehave = ({ path: it }) => (it.includes(OTHER) ? { status: 403 } : undefined);
    await server.comeBack();
    await sink.flush?.(SESSION);
    expect(await textOf()).toBe("mine");
    await expect(sink.flush?.(OTHER)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    const more = append(sink, ["more"], 7, { ...ref, sessionId: OTHER });
    await expect(more).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    expect(await spooled()).toEqual([`${OTHER}.A.1-b.1.0.zst`]);
  });

  test("a segment that the server lost is told with the next bytes of it", async () => {
    const sink = sinkTo();
    server.misbehave = () => ({ status: 503 });
    await append(sink, ["two "], 4);
    await append(sink, ["first"], 0, { ...ref, number: 2 });
    server.misbehave = ({ path: it }) => (it.includes("/2?") ? { status: 503 } : undefined);
    await vi.waitFor(async () => expect(await spooled()).toEqual([`${SESSION}.A.1-b.2.0.zst`]), {
      timeout: 10_000,
    });
    await expect(append(sink, ["three"], 8)).rejects.toMatchObject({ code: "SEGMENT_LOST" });
    server.misbehave = () => undefined;
    await sink.flush?.(SESSION);
    expect(await textOf({ ...ref, number: 2 })).toBe("first");
    await expect(append(sink, ["three"], 8)).rejects.toMatchObject({ code: "SEGMENT_LOST" });
  });

  test("a flush is waited for as long as the caller likes, and sends all the same later", async () => {
    await server.goAway();
    const sink = sinkTo();
    await append(sink, ["one "]);
    const patience = new AbortController();
    const flushed = sink.flush?.(SESSION, patience.signal);
    patience.abort();
    await flushed;
    await sink.flush?.(SESSION, patience.signal);
    expect(await spooled()).toHaveLength(1);
    await server.comeBack();
    await sink.flush?.(SESSION);
    expect(await textOf()).toBe("one ");
  });

  test("only the newest manifest is kept", async () => {
    await server.goAway();
    const sink = sinkTo();
    for (const step of [1, 2, 3]) {
      await sink.writeManifest({ ...manifest, state: "recording", metadata: { step } });
    }
    await vi.waitFor(async () => expect(await spooled()).toHaveLength(1));
    const [name = ""] = await spooled();
    const kept = await readFile(path.join(spoolOfServer(), name), "utf8");
    expect(JSON.parse(kept).metadata).toEqual({ step: 3 });
  });
});

describe("a spool", () => {
  test("takes no more than its bound, and more again when there is room", async () => {
    await server.goAway();
    const sink = sinkTo({ maxSpoolBytes: 1600 });
    const kilobyte = "x".repeat(1000);
    await append(sink, [kilobyte]);
    await expect(append(sink, [kilobyte], 1000)).rejects.toMatchObject({
      code: "SINK_WRITE_FAILED",
      message: expect.stringMatching(/spool in ".*" is full \(maxSpoolBytes: 1600\).*ECONNREFUSED/),
    });
    await sink.writeManifest(manifest);
    await server.comeBack();
    await sink.flush?.(SESSION);
    await append(sink, [kilobyte], 1000);
    await sink.flush?.(SESSION);
    expect(await textOf()).toBe(kilobyte.repeat(2));
  });

  test("has room for a manifest where it has none for events", async () => {
    await server.goAway();
    const sink = sinkTo({ maxSpoolBytes: 16_000 });
    await append(sink, ["x".repeat(15_000)]);
    await expect(append(sink, ["x"], 15_000)).rejects.toThrow(/full/);
    await sink.writeManifest(manifest);
    expect(await spooled()).toHaveLength(2);
  });

  test("counts what was there before", async () => {
    await server.goAway();
    await append(sinkTo(), ["x".repeat(1000)]);
    const next = sinkTo({ maxSpoolBytes: 1600 });
    const appending = append(next, ["x".repeat(1000)], 0, { ...ref, sessionId: OTHER });
    await expect(appending).rejects.toThrow(/full/);
  });

  test("holds the bytes as they are, and nothing that is secret", async () => {
    await server.goAway();
    const sink = sinkTo({ apiToken: "t0p-secret", headers: { "x-key": "k3y" } });
    await append(sink, ["one "]);
    await sink.writeManifest(manifest);
    expect(await readFile(path.join(spoolDirectory, ".gitignore"), "utf8")).toBe("*\n");
    const names = await spooled();
    expect(names).toEqual([`${SESSION}.1700000000123.json`, `${SESSION}.A.1-b.1.0.zst`]);
    const contents = await Promise.all(
      names.map((name) => readFile(path.join(spoolOfServer(), name), "utf8")),
    );
    expect(contents).toEqual([JSON.stringify(manifest), "one "]);
  });

  test("takes what a process that exits writes without waiting", async () => {
    const { sync, flush } = sinkTo();
    sync?.appendSegment(ref, 0, Buffer.from("last "));
    sync?.appendSegment(ref, 5, Buffer.from("words"));
    sync?.writeManifest(manifest);
    expect(readdirSync(spoolOfServer())).toHaveLength(3);
    // A process that goes on after all sends it.
    await flush?.(SESSION);
    expect(await textOf()).toBe("last words");
    expect(await storedManifest()).toEqual(manifest);
  });

  test("is in the directory of recordings by default, which stays ignored in git", async () => {
    const root = path.join(spoolDirectory, "recordings");
    vi.stubEnv("PAGEREEL_DIR", root);
    await server.goAway();
    await append(httpSink({ url: server.url }), ["one "]);
    expect(await readFile(path.join(root, ".gitignore"), "utf8")).toBe("*\n");
    const files = await readdir(path.join(root, "spool"), { recursive: true });
    expect(files.filter((name) => name.endsWith(".zst"))).toHaveLength(1);
  });

  test("that cannot be written matters only while the server is away", async () => {
    await writeFile(spoolDirectory, "a file");
    const sink = sinkTo();
    await append(sink, ["one "]);
    expect(await textOf()).toBe("one ");
    await server.goAway();
    await expect(append(sink, ["two "], 4)).rejects.toMatchObject({
      code: "SINK_WRITE_FAILED",
      message: expect.stringMatching(/spool in ".*" cannot be written: E.*another spoolDirectory/),
    });
  });
});

test("a spool that is a link is not followed, and the error says so", async () => {
  await mkdir(spoolDirectory);
  await symlink(temporary, spoolOfServer());
  await server.goAway();
  await expect(append(sinkTo(), ["one "])).rejects.toMatchObject({
    code: "SINK_WRITE_FAILED",
    message: expect.stringMatching(/spool in ".*" is a symbolic link\. .* delete the link\. Make/),
  });
});

test("a file of the spool that cannot be read holds up nothing else", async () => {
  await server.goAway();
  const sink = sinkTo();
  await append(sink, ["one ", "two "]);
  await append(sink, ["other"], 0, { ...ref, number: 2 });
  await vi.waitFor(async () => expect(await spooled()).toHaveLength(3));
  const [first = ""] = await spooled();
  const file = path.join(spoolOfServer(), first);
  await rm(file);
  await symlink("/nowhere", file);
  await server.comeBack();
  await sink.flush?.(SESSION);
  expect(await textOf({ ...ref, number: 2 })).toBe("other");
  expect(await textOf()).toBeUndefined();
  expect(await spooled()).toEqual([first]);
});

describe("what an earlier process left", () => {
  /** As a process that exits does; it is not sent, since the server is away. */
  async function leave(texts: string[], sessionId = SESSION): Promise<void> {
    await server.goAway();
    await append(sinkTo(), texts, 0, { ...ref, sessionId });
    await vi.waitFor(async () => expect(await spooled()).not.toEqual([]));
  }

  test("is sent by the next sink", async () => {
    await mkdir(spoolOfServer(), { recursive: true });
    const files = {
      [`${SESSION}.A.1-b.1.0.zst`]: "one ",
      [`${SESSION}.A.1-b.1.4.zst`]: "two ",
      [`${SESSION}.A.1-b.1.10000.zst`]: "x",
      [`${SESSION}.A.1-b.10.0.zst`]: "ten",
      [`${SESSION}.1700000000123.json`]: JSON.stringify(manifest),
      [`${SESSION}.1700000000122.json`]: JSON.stringify({ ...manifest, state: "recording" }),
    };
    for (const [name, text] of Object.entries(files)) {
      await writeFile(path.join(spoolOfServer(), name), text);
    }
    const sink = sinkTo();
    await sink.flush?.(SESSION);
    expect(offsetsOf(ref)).toEqual([0, 10_000]);
    expect(await textOf()).toBe("one two ");
    expect(await textOf({ ...ref, number: 10 })).toBe("ten");
    expect(await storedManifest()).toEqual(manifest);
    expect(await spooled()).toEqual([]);
  });

  test("stays where the server refuses it, and the next sessions go on", async () => {
    await leave(["old"], OTHER);
    server.misbehave = ({ path: it }) => (it.includes(OTHER) ? { status: 404 } : undefined);
    await leave(["older"]);
    await server.comeBack();
    const sink = sinkTo();
    await vi.waitFor(async () => expect(await textOf()).toBe("older"), { timeout: 10_000 });
    await append(sink, [" new"], 5);
    expect(await textOf()).toBe("older new");
    expect(await spooled()).toEqual([`${OTHER}.A.1-b.1.0.zst`]);
  });

  test("for another server is left to a sink for that one", async () => {
    await leave(["mine"]);
    await using other = await startIngestServer(memoryStore());
    const sink = httpSink({ url: other.url, spoolDirectory });
    await sink.appendSegment({ ...ref, sessionId: OTHER }, 0, Buffer.from("theirs"));
    await sink.flush?.(SESSION);
    expect(other.requests.map((request) => request.body.toString())).toEqual(["theirs"]);
    expect(await spooled()).toEqual([`${SESSION}.A.1-b.1.0.zst`]);
  });

  test("is not what others put there", async () => {
    await mkdir(spoolOfServer(), { recursive: true });
    const names = [
      "notes.txt",
      "not-an-id.T.1.0.zst",
      `${SESSION}.....1.0.zst`,
      `${SESSION}.T.0.0.zst`,
      `${SESSION}.T.01.0.zst`,
      `${SESSION.toUpperCase()}.T.1.0.zst`,
      `${SESSION}.T.1.0.zst.0f.tmp`,
      "..1.json",
    ];
    for (const name of names) await writeFile(path.join(spoolOfServer(), name), "x");
    const sink = sinkTo();
    await sink.flush?.(SESSION);
    await append(sink, ["mine"]);
    expect(server.requests).toHaveLength(1);
    expect(await spooled()).toEqual(names.sort());
  });
});

describe("a recording through a server that fails again and again", () => {
  test("is there as a whole", async () => {
    const failures: (Misbehaviour | undefined)[] = [
      { status: 503 },
      undefined,
      "hang",
      undefined,
      undefined,
      { status: 429, headers: { "retry-after": "0" } },
      { delayMs: 100 },
    ];
    server.misbehave = () => failures[server.requests.length % failures.length];
    const sink = sinkTo({ timeoutMs: 150 });
    const { writer, gaps, segments } = makeWriter(sink, { flushIntervalMs: 1 });
    const filler = "x".repeat(100);
    for (const at of times(1, 60)) {
      writer.append(event(at, filler), at, at === 1);
      if (at % 3 === 0) await writer.flush();
      if (at === 20) await server.goAway();
      if (at === 40) await server.comeBack();
    }
    await writer.close();
    await sink.flush?.(SESSION);
    const lines = times(1, 60).map((at) => `${event(at, filler)}\n`);
    expect(await readWhole(store, segment(1))).toBe(lines.join(""));
    expect(gaps).toEqual([]);
    expect(segments.get(1)).toMatchObject({ state: "closed", eventCount: 60 });
    expect(await spooled()).toEqual([]);
  });
});
