import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Quiet } from "./quiet.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("work that can wait does so until what was read can have been shown", async () => {
  const quiet = new Quiet();
  const read = Promise.withResolvers<void>();
  void quiet.during(() => read.promise);
  let isQuiet = false;
  void quiet.wait().then(() => {
    isQuiet = true;
  });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(isQuiet).toBe(false);
  read.resolve();
  await vi.advanceTimersByTimeAsync(200);
  expect(isQuiet).toBe(false);
  await vi.advanceTimersByTimeAsync(200);
  expect(isQuiet).toBe(true);
});

test("work that fails is waited for no longer than other work", async () => {
  const quiet = new Quiet();
  await expect(quiet.during(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
  const waiting = quiet.wait();
  await vi.advanceTimersByTimeAsync(400);
  await waiting;
});
