import { describe, expect, test } from "vitest";
import { eventAt, SESSION } from "../../test/support/stored-session.js";
import { type HttpSource, parseSource } from "./fetch-options.js";
import { readAnswer } from "./read-answer.js";
import { RecordingParser } from "./recording-parser.js";

const source = parseSource("fetchRecording", { baseUrl: "https://records.example" }) as HttpSource;
const recording = {
  sessionId: SESSION,
  duration: 2,
  events: { A1: [eventAt(3, "b"), eventAt(1, "✓")], B2: [eventAt(2, "c")] },
};
const sorted = {
  ...recording,
  events: { ...recording.events, A1: recording.events.A1.toReversed() },
};

/** Reads it as if no more than this fitted in memory. */
function read(text: string, maxBytes: number): Promise<unknown> {
  return readAnswer(new Response(text), SESSION, source, maxBytes);
}

describe("a long answer", () => {
  test.each([0, 100, 1_000_000])("is the same where %d bytes fit in memory", async (maxBytes) => {
    expect(await read(JSON.stringify(recording), maxBytes)).toEqual(sorted);
    expect(await read(JSON.stringify({ result: recording }), maxBytes)).toEqual(sorted);
  });

  test("that is no recording says so", async () => {
    const refused = { code: "INVALID_RECORDING" };
    await expect(read(JSON.stringify(recording).slice(0, -9), 10)).rejects.toMatchObject(refused);
    await expect(read("[1,2,3]", 1)).rejects.toMatchObject(refused);
  });
});

describe("an event that is too long", () => {
  const long = JSON.stringify({ events: { A1: [eventAt(1, "a"), eventAt(2, "x".repeat(1000))] } });

  function parse(text: string, maxEventBytes: number): number {
    const parser = new RecordingParser(maxEventBytes);
    let count = 0;
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += 50)
      count += parser.write(bytes.subarray(at, at + 50)).length;
    parser.end();
    return count;
  }

  test("is not read on", () => {
    expect(parse(long, 1200)).toBe(2);
    expect(() => parse(long, 900)).toThrow(
      expect.objectContaining({
        code: "INVALID_RECORDING",
        message: expect.stringContaining("more than 900 bytes without an event"),
      }),
    );
  });

  test("nor is anything else in its place", () => {
    expect(() => parse(JSON.stringify({ note: "x".repeat(2000), events: {} }), 900)).toThrow(
      expect.objectContaining({ code: "INVALID_RECORDING" }),
    );
  });
});

test("values in each other end somewhere", () => {
  const deep = (depth: number) => `{"x":${"[".repeat(depth)}${"]".repeat(depth)},"events":{}}`;
  const parse = (text: string) => new RecordingParser().write(Buffer.from(text));
  expect(parse(deep(4000))).toEqual([]);
  expect(() => parse(deep(1_000_000))).toThrow(
    expect.objectContaining({
      code: "INVALID_RECORDING",
      message: expect.stringContaining("more than 5000 deep"),
    }),
  );
});
