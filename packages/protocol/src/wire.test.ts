import { expect, test } from "vitest";
import { BatchAssembler } from "./wire.js";

test("a batch comes out whole at its last call, and the next one after it", () => {
  const assembler = new BatchAssembler();
  const payloads = ["=short", "=", "+a b", "+ c", "= d", "=next"];
  const out = payloads.map((payload) => assembler.add(payload));
  expect(out).toEqual(["short", "", undefined, undefined, "a b c d", "next"]);
});

test("a batch that is too long is given up, and told once; the next one comes whole", () => {
  const told: string[] = [];
  const assembler = new BatchAssembler((detail) => told.push(detail), 1000);
  const payloads = [...Array(5).fill(`+${"x".repeat(400)}`), "=end", `=${"y".repeat(1001)}`, "=z"];
  const out = payloads.map((payload) => assembler.add(payload));
  expect(out).toEqual([...Array(7).fill(undefined), "z"]);
  expect(told).toEqual(Array(2).fill("a batch had more than 1000 characters"));
});
