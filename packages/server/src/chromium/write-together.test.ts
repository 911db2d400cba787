import { Writable } from "node:stream";
import { expect, test } from "vitest";
import { writeTogether } from "./write-together.js";

function open() {
  const calls: string[][] = [];
  const stream = new Writable({
    decodeStrings: true,
    writev(chunks, done) {
      calls.push(chunks.map(({ chunk }) => String(chunk)));
      done();
    },
  });
  const hold = writeTogether(stream);
  const write = (text: string) => {
    hold();
    stream.write(text);
  };
  return { calls, stream, write };
}

const nextTurn = () => new Promise(setImmediate);

test("what is written in one turn leaves together, and what follows by itself", async () => {
  const { calls, write } = open();
  for (const text of ["a", "b", "c"]) write(text);
  expect(calls).toEqual([]);
  await nextTurn();
  write("d");
  await nextTurn();
  write("e");
  write("f");
  await nextTurn();
  expect(calls).toEqual([["a", "b", "c"], ["d"], ["e", "f"]]);
});

test("a stream that ends meanwhile has it all, and one that is destroyed does not mind", async () => {
  const { calls, stream, write } = open();
  write("a");
  stream.end("b");
  await nextTurn();
  expect(calls.flat()).toEqual(["a", "b"]);
  const other = open();
  other.write("a");
  other.stream.destroy();
  await nextTurn();
  expect(other.calls).toEqual([]);
});
