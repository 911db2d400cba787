import { expect, test, vi } from "vitest";
import { ViewerError } from "../data/viewer-error.js";
import { Task } from "./task.js";

test("tells what takes longer than an instant, until it is done", async () => {
  vi.useFakeTimers();
  const task = new Task();
  const { promise, resolve } = Promise.withResolvers<void>();
  const done = task.run(() => promise);
  expect([task.isRunning, task.busy.value]).toEqual([true, undefined]);
  vi.advanceTimersByTime(200);
  expect(task.busy.value).toEqual({ what: "Loading…" });
  resolve();
  await done;
  expect([task.isRunning, task.busy.value]).toEqual([false, undefined]);
  vi.useRealTimers();
});

test("cancels what runs for what is newer, whose outcome alone counts", async () => {
  const task = new Task();
  const older = task.run(
    (signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason));
      }),
  );
  const newer = task.run(async () => {
    throw new ViewerError("The server does not answer.", true);
  });
  await Promise.all([older, newer]);
  expect(task.problem.value).toEqual({ sentence: "The server does not answer.", canRetry: true });
  await task.run(async () => undefined);
  expect(task.problem.value).toBeUndefined();
});

test("has a sentence for what nobody thought of", async () => {
  const task = new Task();
  await task.run(async () => {
    throw new TypeError("x is not a function");
  });
  expect(task.problem.value?.sentence).toContain("(x is not a function)");
});
