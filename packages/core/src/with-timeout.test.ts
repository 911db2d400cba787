import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { withTimeout } from "./with-timeout.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("what never comes is waited for so long", async () => {
  const waiting = withTimeout(new Promise(() => undefined), 5000);
  const settled = vi.fn();
  void waiting.then(settled);
  await vi.advanceTimersByTimeAsync(4999);
  expect(settled).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(settled).toHaveBeenCalledOnce();
});

test("what comes, or fails, leaves no timer that keeps the process alive", async () => {
  await withTimeout(Promise.resolve(), 5000);
  const failure = new Error("disk is full");
  await expect(withTimeout(Promise.reject(failure), 5000)).rejects.toBe(failure);
  expect(vi.getTimerCount()).toBe(0);
});
