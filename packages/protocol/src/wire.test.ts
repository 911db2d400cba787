import { expect, test } from "vitest";
import { BatchAssembler, MAX_CALL_LENGTH, splitIntoCalls } from "./wire.js";

function roundTrip(text: string): (string | undefined)[] {
  const assembler = new BatchAssembler();
  return splitIntoCalls(text).map((payload) => assembler.add(payload));
}

test("a short text travels in one call", () => {
  expect(splitIntoCalls("short")).toHaveLength(1);
  expect(roundTrip("short")).toEqual(["short"]);
  expect(roundTrip("")).toEqual([""]);
});

test("a long text travels in calls of bounded length and comes out whole at the last one", () => {
  const text = "0123456789".repeat(MAX_CALL_LENGTH / 4);
  const calls = splitIntoCalls(text);
  expect(calls.length).toBe(3);
  expect(Math.max(...calls.map(({ length }) => length))).toBeLessThanOrEqual(MAX_CALL_LENGTH + 1);
  expect(roundTrip(text)).toEqual([undefined, undefined, text]);
});

test("a surrogate pair is never cut in half", () => {
  const text = `${"x".repeat(MAX_CALL_LENGTH - 1)}😀${"y".repeat(10)}`;
  for (const payload of splitIntoCalls(text)) expect(payload.isWellFormed()).toBe(true);
  expect(roundTrip(text).at(-1)).toBe(text);
});

test("an assembler takes one batch after the other", () => {
  const assembler = new BatchAssembler();
  const long = "z".repeat(MAX_CALL_LENGTH + 5);
  const out = [...splitIntoCalls(long), ...splitIntoCalls("next")].map((p) => assembler.add(p));
  expect(out).toEqual([undefined, long, "next"]);
});

test("a batch that is too long is given up, and told once; the next one comes whole", () => {
  const told: string[] = [];
  const assembler = new BatchAssembler((detail) => told.push(detail), 1000);
  const payloads = [...Array(5).fill(`+${"x".repeat(400)}`), "=end", `=${"y".repeat(1001)}`, "=z"];
  const out = payloads.map((payload) => assembler.add(payload));
  expect(out).toEqual([...Array(7).fill(undefined), "z"]);
  expect(told).toEqual(Array(2).fill("a batch had more than 1000 characters"));
});
