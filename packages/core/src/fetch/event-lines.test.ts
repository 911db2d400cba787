import { EventType, type eventWithTime } from "@rrweb/types";
import { describe, expect, test } from "vitest";
import { randomLines, randomSource } from "../../test/support/random-lines.js";
import { eventAt } from "../../test/support/stored-session.js";
import { EventLines } from "./event-lines.js";

/** All events of a text that comes in pieces of this size. */
function read(text: string, pieceBytes: number, lines = new EventLines()): eventWithTime[] {
  const bytes = Buffer.from(text);
  const events: eventWithTime[] = [];
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    events.push(...lines.push(bytes.subarray(at, at + pieceBytes)));
  }
  return [...events, ...lines.end()];
}

const one = JSON.stringify(eventAt(1, "a"));
const two = JSON.stringify(eventAt(2, "b"));
const meta = JSON.stringify({ type: EventType.Meta, data: {}, timestamp: 3 });

describe("events", () => {
  test.each([1, 7, 100, 1_000_000])("are the same in pieces of %d bytes", (pieceBytes) => {
    const texts = randomLines(100, randomSource(pieceBytes));
    const lines = new EventLines();
    const events = read(`${texts.join("\n")}\n`, pieceBytes, lines);
    expect(events).toEqual(texts.map((line) => JSON.parse(line)));
    expect(lines).toMatchObject({ eventCount: 100, brokenLines: 0 });
  });

  test("come as soon as their line ends", () => {
    const lines = new EventLines();
    expect(lines.push(Buffer.from(`${one}\n${two}`))).toEqual([eventAt(1, "a")]);
    expect(lines.push(Buffer.from(`\n${one}`))).toEqual([eventAt(2, "b")]);
    expect(lines.end()).toEqual([eventAt(1, "a")]);
  });

  test("of no text are none", () => {
    for (const text of ["", "\n", "\n\n\n"]) expect(read(text, 1)).toEqual([]);
  });
});

describe("a line that is no event", () => {
  test("at the end is one that was cut", () => {
    const lines = new EventLines();
    expect(read(`${one}\n${two.slice(0, -3)}`, 10, lines)).toEqual([eventAt(1, "a")]);
    expect(lines).toMatchObject({ eventCount: 1, brokenLines: 1 });
  });

  test.each(["{", "null", '{"type":3}', "�"])(
    "(%s) costs what builds on it, up to the next snapshot",
    (broken) => {
      const lines = new EventLines();
      const events = read([one, broken, two, meta, two].join("\n"), 10, lines);
      expect(events.map(({ timestamp }) => timestamp)).toEqual([1, 3, 2]);
      expect(lines).toMatchObject({ eventCount: 3, brokenLines: 1 });
    },
  );
});

describe("a line that is too long", () => {
  const long = JSON.stringify(eventAt(9, "x".repeat(1000)));

  test.each([10, 100])("is left out, in pieces of %d bytes", (pieceBytes) => {
    const lines = new EventLines(500);
    const text = [one, long, two, meta, long.slice(0, 400), meta, long].join("\n");
    const events = read(text, pieceBytes, lines);
    expect(events.map(({ timestamp }) => timestamp)).toEqual([1, 3, 3]);
    expect(lines.brokenLines).toBe(3);
  });

  test("may be as long as the limit", () => {
    expect(read(`${one}\n${one}`, 10, new EventLines(one.length))).toHaveLength(2);
    expect(read(`${one}\n${one}`, 10, new EventLines(one.length - 1))).toHaveLength(0);
  });
});
