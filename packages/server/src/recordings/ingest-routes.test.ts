import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  fetchRecording,
  fileStore,
  httpSink,
  type Manifest,
  type Sink,
  type Store,
} from "@pagereel/core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { EventStreamClient } from "../../test/support/event-stream-client.js";
import { GrowingSegment } from "../../test/support/growing-segment.js";
import { makeRecordingsApi, type RecordingsApi } from "../../test/support/recordings-api.js";
import {
  eventAt,
  makeManifest,
  SESSION,
  START,
  segmentEntry,
} from "../../test/support/stored-sessions.js";

const SEGMENT = `/ingest/sessions/${SESSION}/segments/A/1`;
const MANIFEST = `/ingest/sessions/${SESSION}/manifest`;

let directory: string;
let stored: Store;
let api: RecordingsApi;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "pagereel-ingest-"));
  stored = fileStore(directory);
  api = await makeRecordingsApi(stored);
});
afterEach(async () => {
  await api[Symbol.asyncDispose]();
  await rm(directory, { recursive: true });
});

function put(url: string, payload: Buffer | string, type = "application/zstd", to = api) {
  return to.app.inject({ method: "PUT", url, payload, headers: { "content-type": type } });
}

function putManifest(manifest: Manifest, revision: number, to = api) {
  const url = `${MANIFEST}?revision=${revision}`;
  return put(url, JSON.stringify(manifest), "application/json", to);
}

const textOf = async () => {
  const bytes = await stored.readSegment({ sessionId: SESSION, targetId: "A", number: 1 });
  return bytes && Buffer.from(bytes).toString();
};
const storedManifest = async (): Promise<Manifest> =>
  JSON.parse((await stored.readManifest(SESSION)) ?? "{}");
const running = (given: Partial<Manifest> = {}): Manifest => {
  const { reason: _, ...manifest } = makeManifest({ state: "recording", ...given });
  return manifest;
};

describe("core's httpSink", () => {
  const target = { targetId: "A", openedAt: START, urls: [] };
  let url: string;
  let sink: Sink;
  beforeEach(async () => {
    url = await api.app.listen({ host: "127.0.0.1", port: 0 });
    sink = httpSink({ url: `${url}/ingest`, spoolDirectory: false });
  });

  test("brings a recording here, that is followed while it comes", async () => {
    await sink.writeManifest(running({ targets: [target], updatedAt: Date.now() }));
    const client = await EventStreamClient.open(`${url}/recording/${SESSION}/live`);
    await client.next("manifest");
    const segment = new GrowingSegment(sink as Store, {
      sessionId: SESSION,
      targetId: "A",
      number: 1,
    });
    for (const at of [0, 1, 2]) {
      await segment.append(eventAt(at));
      expect((await client.next("events"))?.data.events).toEqual([eventAt(at)]);
    }
    await segment.close();
    const events = [0, 1, 2].map((at) => eventAt(at));
    const segments = [{ ...segmentEntry("A", 1, events), bytes: segment.bytes }];
    await sink.writeManifest(makeManifest({ targets: [target], segments, updatedAt: Date.now() }));
    expect((await client.next("end"))?.data.state).toBe("final");
    const recording = await fetchRecording(SESSION, { store: stored });
    expect(recording).toEqual({ sessionId: SESSION, duration: 2, events: { A: events } });
  });

  test("learns that bytes are missing", async () => {
    const ref = { sessionId: SESSION, targetId: "A", number: 1 };
    const append = sink.appendSegment(ref, 10, Buffer.from("late"));
    await expect(append).rejects.toMatchObject({ code: "SEGMENT_LOST" });
  });

  test("learns that this server records the session itself", async () => {
    api.states.set(SESSION, "recording");
    await expect(sink.writeManifest(running())).rejects.toThrow("409");
    expect(await stored.readManifest(SESSION)).toBeUndefined();
  });
});

describe("a chunk", () => {
  test("is written at its offset, and again when it comes again", async () => {
    for (const [offset, text] of [
      [0, "one "],
      [4, "two"],
      [0, "one "],
      [0, "one two"],
    ]) {
      const answer = await put(`${SEGMENT}?offset=${offset}`, Buffer.from(`${text}`));
      expect(answer).toMatchObject({ statusCode: 204, body: "" });
    }
    expect(await textOf()).toBe("one two");
  });

  test("that leaves a hole is refused", async () => {
    await put(`${SEGMENT}?offset=0`, Buffer.from("one"));
    const answer = await put(`${SEGMENT}?offset=4`, Buffer.from("late"));
    expect(answer.statusCode).toBe(409);
    expect(answer.body).not.toContain(directory);
    expect(await textOf()).toBe("one");
  });

  test("never overlaps with another one of its session", async () => {
    let runs = 0;
    let overlaps = 0;
    await using slow = await makeRecordingsApi({
      ...stored,
      appendSegment: async (ref, offset, chunk) => {
        if (runs++ > 0) overlaps++;
        await new Promise((resolve) => setImmediate(resolve));
        await stored.appendSegment(ref, offset, chunk).finally(() => runs--);
      },
    });
    const chunk = (i: number) => Buffer.from(`${i % 10}`);
    const puts = Array.from({ length: 20 }, (_, i) =>
      put(`${SEGMENT}?offset=${i}`, chunk(i), "application/zstd", slow),
    );
    const statuses = (await Promise.all(puts)).map(({ statusCode }) => statusCode);
    expect(statuses).toEqual(Array(20).fill(204));
    expect(overlaps).toBe(0);
    expect(await textOf()).toBe("01234567890123456789");
  });

  test("can be large, up to a limit", async () => {
    const large = Buffer.alloc(5_000_000, 1);
    expect((await put(`${SEGMENT}?offset=0`, large)).statusCode).toBe(204);
    const tooLarge = Buffer.alloc(64 * 1024 * 1024 + 1);
    expect((await put(`${SEGMENT}?offset=0`, tooLarge)).statusCode).toBe(413);
  });

  test.each([
    ["/ingest/sessions/no-uuid/segments/A/1?offset=0", 400],
    [`/ingest/sessions/${SESSION}/segments/..%2f..%2fA/1?offset=0`, 400],
    [`/ingest/sessions/${SESSION}/segments/A/0?offset=0`, 400],
    [SEGMENT, 400],
    [`${SEGMENT}?offset=-1`, 400],
    [`${SEGMENT}?offset=1.5`, 400],
    [`${SEGMENT}?offset=1e300`, 400],
  ])("for %s is refused", async (url, status) => {
    const answer = await put(url, Buffer.from("x"));
    expect(answer.statusCode).toBe(status);
    expect(answer.json().errors[0].message).not.toBe("");
  });

  test.each(["application/json", "text/plain", "application/octet-stream"])(
    "of the type %s is refused",
    async (type) => {
      expect((await put(`${SEGMENT}?offset=0`, "x", type)).statusCode).toBe(415);
      expect(await textOf()).toBeUndefined();
    },
  );
});

describe("a manifest", () => {
  const metadataOf = async () => (await storedManifest()).metadata;

  test("replaces an older one, and never a newer one", async () => {
    const steps = [
      [100, 1],
      [102, 2],
      [101, 3],
      [102, 4],
    ] as const;
    for (const [revision, step] of steps) {
      // Two that were written in the same ms have the same time, and not the same revision.
      const answer = await putManifest(running({ metadata: { step }, updatedAt: 100 }), revision);
      expect(answer.statusCode).toBe(204);
    }
    expect(await metadataOf()).toEqual({ step: 4 });
  });

  test("keeps its place when another server, or this one after a restart, gets a late one", async () => {
    await putManifest(makeManifest({ updatedAt: 100 }), 101);
    await using other = await makeRecordingsApi(stored);
    await putManifest(running({ updatedAt: 100 }), 100, other);
    expect(await storedManifest()).toMatchObject({ state: "final", updatedAt: 101 });
  });

  test("replaces a damaged one", async () => {
    let text = "{";
    await using damaged = await makeRecordingsApi({
      ...stored,
      readManifest: async () => text,
      writeManifest: async (manifest) => {
        text = JSON.stringify(manifest);
      },
    });
    expect((await putManifest(makeManifest(), 5, damaged)).statusCode).toBe(204);
    expect(JSON.parse(text)).toMatchObject({ state: "final", updatedAt: 5 });
  });

  test.each([
    ["no JSON", "{", /not JSON/],
    ["no manifest", '{"version":1}', /not valid/],
    [
      "of another session",
      JSON.stringify({ ...makeManifest(), sessionId: SESSION.replace("0", "1") }),
      /another session/,
    ],
    ["of a newer format", '{"version":99}', /Update Pagereel/],
  ])("that is %s is refused", async (_, text, why) => {
    const answer = await put(`${MANIFEST}?revision=1`, text, "application/json");
    expect(answer.statusCode).toBe(400);
    expect(answer.json().errors[0].message).toMatch(why);
    expect(await stored.readManifest(SESSION)).toBeUndefined();
  });

  test("without a revision is refused", async () => {
    const answer = await put(MANIFEST, JSON.stringify(makeManifest()), "application/json");
    expect(answer.statusCode).toBe(400);
  });
});

test("what the store does not take now can be sent again later", async () => {
  const file = path.join(directory, "file");
  await stored.writeManifest(makeManifest());
  const { writeFile } = await import("node:fs/promises");
  await writeFile(file, "no directory");
  await using broken = await makeRecordingsApi(fileStore(file));
  const answer = await put(`${SEGMENT}?offset=0`, Buffer.from("x"), "application/zstd", broken);
  expect(answer.statusCode).toBe(503);
  expect(answer.body).not.toContain(directory);
});
