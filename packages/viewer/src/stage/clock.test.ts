import { expect, test } from "vitest";
import { Clock } from "./clock.js";

/** Frames that come when a test says so. */
function createFrames() {
  const callbacks = new Map<number, (now: number) => void>();
  let last = 0;
  return {
    requestAnimationFrame(callback: (now: number) => void) {
      last += 1;
      callbacks.set(last, callback);
      return last;
    },
    cancelAnimationFrame: (handle: number) => void callbacks.delete(handle),
    draw(now: number) {
      const due = [...callbacks.values()];
      callbacks.clear();
      for (const callback of due) callback(now);
    },
  };
}

test("tells with each frame how long the last one took", () => {
  const frames = createFrames();
  const steps: number[] = [];
  const clock = new Clock(frames, (elapsedMs) => steps.push(elapsedMs));
  clock.start();
  clock.start();
  for (const now of [1000, 1016, 1033]) frames.draw(now);
  clock.stop();
  frames.draw(1050);
  clock.start();
  frames.draw(9000);
  frames.draw(9010);
  expect(steps).toEqual([0, 16, 17, 0, 10]);
});

test("does not make up for the time in which the page was hidden", () => {
  const frames = createFrames();
  const steps: number[] = [];
  new Clock(frames, (elapsedMs) => steps.push(elapsedMs)).start();
  for (const now of [0, 60_000]) frames.draw(now);
  expect(steps).toEqual([0, 250]);
});

test("can be stopped by a tick", () => {
  const frames = createFrames();
  const steps: number[] = [];
  const clock = new Clock(frames, (elapsedMs) => {
    steps.push(elapsedMs);
    clock.stop();
  });
  clock.start();
  for (const now of [0, 16]) frames.draw(now);
  expect(steps).toEqual([0]);
});
