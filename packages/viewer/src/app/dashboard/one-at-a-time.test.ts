import { expect, test } from "vitest";
import { OneAtATime } from "./one-at-a-time.js";

test("one begins when the one before has ended, and what is not wanted any more is left out", async () => {
  const queue = new OneAtATime();
  const first = Promise.withResolvers<void>();
  const done = Promise.withResolvers<void>();
  const unwanted = new AbortController();
  const began: string[] = [];
  const { signal } = new AbortController();
  queue.add(async () => {
    began.push("first");
    await first.promise;
  }, signal);
  queue.add(async () => void began.push("unwanted"), unwanted.signal);
  queue.add(async () => {
    began.push("last");
    done.resolve();
  }, signal);
  expect(began).toEqual(["first"]);
  unwanted.abort();
  first.resolve();
  await done.promise;
  expect(began).toEqual(["first", "last"]);
});
