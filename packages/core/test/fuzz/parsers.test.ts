import {
  encodeBatch,
  isEvent,
  parseBatch,
  parseManifest,
  parseSessionId,
  RecordingError,
} from "@pagereel/protocol";
import { sampleManifest } from "@pagereel/testing/recordings";
import fc from "fast-check";
import { expect, test } from "vitest";
import { EventLines } from "../../src/fetch/event-lines.js";
import { type HttpSource, parseSource } from "../../src/fetch/fetch-options.js";
import { RequestFailure } from "../../src/fetch/http-failure.js";
import { readAnswer } from "../../src/fetch/read-answer.js";
import { parseSegmentRef } from "../../src/stores/segment-ref.js";
import { eventAt, SESSION } from "../support/stored-session.js";
import { anyEvent, anyPieceSizes, inPieces, mutated, mutatedJson } from "./arbitraries.js";
import { FUZZ_TIMEOUT_MS, fuzz } from "./fuzz.js";

/** What a parser gives, or undefined where it refuses the input as it should. */
async function parsed<T>(parse: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await parse();
  } catch (error) {
    if (error instanceof RecordingError || error instanceof RequestFailure) return undefined;
    throw error;
  }
}

const manifest = {
  ...sampleManifest({ sessionId: SESSION, state: "recording", updatedAt: 1, reason: "closed" }),
  targets: [{ targetId: "A1", openedAt: 1, urls: [{ timestamp: 1, url: "about:blank" }] }],
  segments: [
    {
      targetId: "A1",
      number: 1,
      state: "closed",
      continued: false,
      firstTimestamp: 1,
      lastTimestamp: 2,
      eventCount: 2,
      bytes: 100,
      crc32: "00000000",
      checkouts: [{ timestamp: 1, offset: 0 }],
    },
  ],
  gaps: [{ targetId: "A1", from: 1, to: 2, reason: "batch-lost" }],
  process: { host: "h", pid: 1 },
};

test("manifests", { timeout: FUZZ_TIMEOUT_MS }, async () => {
  const text = Buffer.from(JSON.stringify(manifest));
  const anyText = fc.oneof(
    mutated(text).map((bytes) => bytes.toString()),
    mutatedJson(manifest).map((value) => JSON.stringify(value)),
    fc.string(),
  );
  await fuzz(anyText, async (input) => {
    const found = await parsed(() => parseManifest(input));
    if (found) for (const { number } of found.segments) expect(number).toBeGreaterThanOrEqual(1);
  });
});

test("batches", { timeout: FUZZ_TIMEOUT_MS }, async () => {
  const header = {
    version: 1,
    documentId: "d",
    sequence: 0,
    top: true,
    idBase: 100,
    links: [{ nodeId: 1, documentId: "e" }],
    sheets: [{ nodeId: 2, url: "about:blank", readable: true, isNew: false }],
  };
  const lines = [
    `{"type":2,"data":{"node":\t"text"\r5]}},"timestamp":1}`,
    `{"type":3,"data":{"adds":[\f7\bdiv\v}\r]}]},"timestamp":2}`,
  ];
  const text = Buffer.from(encodeBatch(JSON.stringify(header), lines));
  expect(parseBatch(text.toString())).toMatchObject({ events: [{ type: 2 }, { type: 3 }] });
  const anyText = fc.oneof(
    mutated(text).map((bytes) => bytes.toString()),
    mutatedJson(header).map((value) => encodeBatch(JSON.stringify(value), lines)),
    fc.string(),
  );
  await fuzz(anyText, (input) => {
    const batch = parseBatch(input);
    if (typeof batch === "string") return;
    for (const { type, timestamp } of batch.events) expect(isEvent({ type, timestamp })).toBe(true);
  });
});

test("lines of a segment", { timeout: FUZZ_TIMEOUT_MS }, async () => {
  const input = fc.array(anyEvent, { maxLength: 10 }).chain((events) =>
    fc.record({
      events: fc.constant(events),
      text: mutated(Buffer.from(events.map((event) => `${JSON.stringify(event)}\n`).join(""))),
      sizes: anyPieceSizes,
    }),
  );
  await fuzz(input, ({ events, text, sizes }) => {
    const read = (bytes: Uint8Array, pieceSizes: number[]) => {
      const lines = new EventLines();
      const found = inPieces(bytes, pieceSizes).flatMap((piece) => lines.push(piece));
      return [...found, ...lines.end()];
    };
    const found = read(text, sizes);
    expect(found.every(isEvent)).toBe(true);
    expect(found).toEqual(read(text, []));
    const whole = Buffer.from(events.map((event) => JSON.stringify(event)).join("\n"));
    expect(read(whole, sizes)).toEqual(JSON.parse(JSON.stringify(events)));
  });
});

test("answers of servers", { timeout: FUZZ_TIMEOUT_MS }, async () => {
  const source = parseSource("fetchRecording", { baseUrl: "https://records.example" });
  const recording = {
    sessionId: SESSION,
    duration: 2,
    events: { A1: [eventAt(1, "✓"), eventAt(3, "b")], B2: [eventAt(2, "c")] },
  };
  const envelope = { success: true, errors: [{ message: "no" }], result: recording };
  const anyBytes = fc.oneof(
    mutated(Buffer.from(JSON.stringify(recording))),
    fc
      .oneof(mutatedJson(recording), mutatedJson(envelope))
      .map((v) => Buffer.from(JSON.stringify(v))),
  );
  const input = fc.record({ bytes: anyBytes, sizes: anyPieceSizes });
  await fuzz(input, async ({ bytes, sizes }) => {
    const read = (maxBytes: number) => {
      const body = new ReadableStream({
        start(controller) {
          for (const piece of inPieces(bytes, sizes)) controller.enqueue(Uint8Array.from(piece));
          controller.close();
        },
      });
      return parsed(() => readAnswer(new Response(body), SESSION, source as HttpSource, maxBytes));
    };
    const whole = await read(1_000_000);
    const streamed = await read(1);
    for (const found of [whole, streamed]) {
      expect(Object.values(found?.events ?? {}).every((list) => list.every(isEvent))).toBe(true);
    }
  });
});

test("ids", { timeout: FUZZ_TIMEOUT_MS }, async () => {
  const anyId = fc.oneof(
    fc.anything(),
    mutated(Buffer.from(SESSION)).map(String),
    fc.string({ unit: "binary" }),
    fc.stringMatching(/^[\w./\\-]{0,10}$/),
  );
  const input = fc.record({
    sessionId: anyId,
    targetId: anyId,
    number: fc.oneof(fc.double(), anyId),
  });
  await fuzz(input, async (ref) => {
    const sessionId = await parsed(() => parseSessionId(ref.sessionId));
    if (sessionId !== undefined)
      expect(sessionId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    const found = await parsed(() => parseSegmentRef({ ...ref, sessionId: SESSION } as never));
    if (!found) return;
    expect(`${found.targetId}`).toMatch(/^[\w.-]{1,128}$/);
    expect(["", ".", ".."]).not.toContain(found.targetId);
    expect(Number.isSafeInteger(found.number)).toBe(true);
  });
});
