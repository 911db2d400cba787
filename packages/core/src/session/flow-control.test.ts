import type { Gap } from "@pagereel/protocol";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { FlowControl } from "./flow-control.js";
import { GrowingGap } from "./growing-gap.js";
import { QueueSpace } from "./queue-space.js";

const LIMITS = {
  maxTargetBytesPerSecond: 1000,
  maxTargetBytes: 100_000,
  maxQueueBytes: 1_000_000,
};

let calls: string[];
let gaps: Gap[];
let flow: FlowControl;
let space: QueueSpace;

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  onTestFinished(() => void vi.useRealTimers());
  calls = [];
  gaps = [];
  space = new QueueSpace(LIMITS.maxQueueBytes);
  flow = new FlowControl(LIMITS, space, new GrowingGap("T1", (gap) => gaps.push(gap)), {
    pause: () => calls.push("pause"),
    resume: () => calls.push("resume"),
    onLimit: (limit) => calls.push(limit),
  });
});

/** Sends for a time, in ms, heeding no pause. @returns the bytes that were admitted */
function send(bytesPerSecond: number, ms: number): number {
  let admitted = 0;
  for (let passed = 0; passed < ms; passed += 100) {
    vi.advanceTimersByTime(100);
    if (flow.admit(bytesPerSecond / 10, Date.now())) admitted += bytesPerSecond / 10;
  }
  return admitted;
}

/** Sends until it is paused. @returns the bytes that were admitted */
function flood(): number {
  let admitted = 0;
  while (flow.isOpen) admitted += send(50_000, 100);
  return admitted;
}

test("what keeps within the rate goes on, and so does a page that says much at once", () => {
  expect(send(900, 20_000)).toBe(18_000);
  expect(flow.admit(9_000, Date.now())).toBe(true);
  expect(calls).toEqual([]);
});

test("above the rate it is paused, and tried again after a second", () => {
  expect(flood()).toBeLessThan(20_000);
  expect(calls).toEqual(["maxTargetBytesPerSecond", "pause"]);
  vi.advanceTimersByTime(999);
  expect(flow.isOpen).toBe(false);
  vi.advanceTimersByTime(1);
  expect(calls.at(-1)).toBe("resume");
  flow.onSnapshot(5000);
  expect(gaps).toMatchObject([{ from: expect.any(Number), to: 5000, reason: "rate-limited" }]);
});

test("the pauses of a page that goes on flooding are longer each time, and the rate is kept", () => {
  let admitted = 0;
  for (const pauseMs of [1000, 2000, 4000, 8000]) {
    admitted += flood();
    vi.advanceTimersByTime(pauseMs - 1);
    expect(flow.isOpen).toBe(false);
    vi.advanceTimersByTime(1);
    expect(flow.isOpen).toBe(true);
    flow.onSnapshot(Date.now());
  }
  expect(admitted).toBeLessThan(10_000 + 16_000 + 4 * 5000);
  expect(gaps).toHaveLength(4);
});

test("a page that does not hear of the pause is not resumed as long as it floods", () => {
  send(10_000, 10_000);
  expect(calls).toEqual(["maxTargetBytesPerSecond", "pause"]);
  vi.advanceTimersByTime(40_000);
  expect(calls).toContain("resume");
});

test("one that calmed down is paused for a second again", () => {
  flood();
  vi.advanceTimersByTime(1000);
  flood();
  vi.advanceTimersByTime(2000);
  send(500, 30_000);
  calls.length = 0;
  flood();
  vi.advanceTimersByTime(1000);
  expect(calls).toEqual(["maxTargetBytesPerSecond", "pause", "resume"]);
});

test("one that is closed while it is paused, and comes back, goes on", () => {
  flood();
  flow.close();
  vi.advanceTimersByTime(5000);
  expect(calls.at(-1)).toBe("pause");
  send(500, 100);
  vi.advanceTimersByTime(2000);
  expect(calls.at(-1)).toBe("resume");
});

test("at its size it is paused for good", () => {
  send(1000, 110_000);
  expect(calls).toEqual(["maxTargetBytes", "pause"]);
  vi.advanceTimersByTime(600_000);
  expect(flow.isOpen).toBe(false);
  flow.close();
  expect(gaps).toMatchObject([{ reason: "size-limit", to: Date.now() }]);
});

test("while too much waits for the sink it is paused, and goes on as soon as there is room", () => {
  expect(flow.admit(10, 1000)).toBe(true);
  space.add(LIMITS.maxQueueBytes);
  expect(flow.admit(10, 2000)).toBe(false);
  expect(flow.admit(10, 3000)).toBe(false);
  expect(calls).toEqual(["maxQueueBytes", "pause"]);
  vi.advanceTimersByTime(100_000);
  expect(flow.isOpen).toBe(false);
  space.add(-LIMITS.maxQueueBytes);
  flow.onRoom();
  expect(calls.at(-1)).toBe("resume");
  flow.onSnapshot(4000);
  expect(gaps).toEqual([
    {
      ...{ targetId: "T1", from: 2000, to: 4000, reason: "queue-full" },
      detail: "1000000 bytes waited to be written.",
    },
  ]);
  expect(flow.admit(10, 5000)).toBe(true);
});
