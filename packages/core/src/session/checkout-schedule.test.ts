import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { CheckoutSchedule } from "./checkout-schedule.js";

let requests: number;
let schedule: CheckoutSchedule;

beforeEach(() => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  requests = 0;
  schedule = new CheckoutSchedule({ everyMs: 30_000, everyBytes: 1000 }, () => requests++);
  schedule.onSnapshot(100);
});

test("a page that does nothing needs no checkout", () => {
  vi.advanceTimersByTime(300_000);
  expect(requests).toBe(0);
});

test("what happened is followed by a checkout, so long after the last one", () => {
  vi.advanceTimersByTime(5000);
  for (let i = 0; i < 10; i++) schedule.onEvent(10);
  vi.advanceTimersByTime(24_999);
  expect(requests).toBe(0);
  vi.advanceTimersByTime(1);
  expect(requests).toBe(1);
  schedule.onSnapshot(100);
  vi.advanceTimersByTime(300_000);
  expect(requests).toBe(1);
});

test("what happens after a long rest is followed by one at once", () => {
  vi.advanceTimersByTime(300_000);
  schedule.onEvent(10);
  vi.advanceTimersByTime(0);
  expect(requests).toBe(1);
});

test("what a recorder tells right after a snapshot is no reason for the next one", () => {
  schedule.onEvent(10);
  vi.advanceTimersByTime(500);
  schedule.onPart(500);
  vi.advanceTimersByTime(900);
  schedule.onEvent(10);
  vi.advanceTimersByTime(300_000);
  expect(requests).toBe(0);
});

test("many bytes are followed by one at once", () => {
  for (let i = 0; i < 100; i++) schedule.onEvent(10);
  expect(requests).toBe(0);
  schedule.onEvent(1);
  expect(requests).toBe(1);
});

test("a snapshot that is larger than the limit takes its place, its frames included", () => {
  schedule.onSnapshot(2000);
  schedule.onPart(3000);
  schedule.onEvent(5000);
  expect(requests).toBe(0);
  schedule.onEvent(1);
  expect(requests).toBe(1);
});

test("one that does not come is asked for again after the same while", () => {
  vi.advanceTimersByTime(40_000);
  for (let i = 0; i < 59; i++) {
    schedule.onEvent(1);
    vi.advanceTimersByTime(1000);
  }
  expect(requests).toBe(2);
});

test("a loss is followed by one at once; losses without end are not", () => {
  schedule.onLoss();
  expect(requests).toBe(1);
  for (let i = 0; i < 30; i++) {
    vi.advanceTimersByTime(1000);
    schedule.onSnapshot(100);
    schedule.onLoss();
  }
  expect(requests).toBe(4);
});

test("closed, it asks for nothing", () => {
  vi.advanceTimersByTime(5000);
  schedule.onEvent(10);
  schedule.close();
  vi.advanceTimersByTime(300_000);
  expect(requests).toBe(0);
});
