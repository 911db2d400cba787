import { expect, test } from "vitest";
import { type RecordingOptions, resolveOptions } from "./options.js";
import { MAX_DURATION_MS } from "./options-schema.js";
import { memoryStore } from "./stores/memory-store.js";

test("true means all defaults", () => {
  const { sink, onError, ...rest } = resolveOptions(true);
  expect(sink.name).toContain(".pagereel");
  expect(onError(new Error("x"))).toBeUndefined();
  expect(rest).toEqual({
    maskAllInputs: true,
    maskContentEditable: false,
    maskFn: "length-preserving",
    secrets: [],
    sampling: { mouseMoveIntervalMs: 0, scrollIntervalMs: 0, mediaIntervalMs: 0, input: "all" },
    console: "errors",
    checkout: { everyMs: 30_000, everyBytes: 2_000_000 },
    limits: {
      maxTargetBytesPerSecond: 16_000_000,
      maxTargetBytes: 1_000_000_000,
      maxQueueBytes: 32_000_000,
    },
    maxDurationMs: MAX_DURATION_MS,
    retentionDays: 30,
    metadata: {},
  });
});

test("what is given is kept, the rest filled in", () => {
  const sink = memoryStore();
  const resolved = resolveOptions({
    sink,
    maskAllInputs: false,
    sampling: { mouseMoveIntervalMs: false },
    metadata: { test: "checkout" },
  });
  expect(resolved.sink).toBe(sink);
  expect(resolved).toMatchObject({
    maskAllInputs: false,
    sampling: { mouseMoveIntervalMs: false, input: "all" },
    metadata: { test: "checkout" },
  });
});

test.each([
  [true, { fps: 2, maxPixels: 1_000_000, quality: 0.6, videoPosters: false }],
  [{ fps: 5 }, { fps: 5, maxPixels: 1_000_000, quality: 0.6, videoPosters: false }],
  [false, undefined],
])("canvas: %j is resolved to %j", (canvas, resolved) => {
  expect(resolveOptions({ canvas }).canvas).toEqual(resolved);
});

test("a budget has only the bounds that are given", () => {
  expect(resolveOptions(true).budget).toBeUndefined();
  expect(resolveOptions({ budget: { cpuShare: 0.1 } }).budget).toEqual({ cpuShare: 0.1 });
  for (const cpuShare of [0, -1, 1.1, Number.NaN]) {
    expect(() => resolveOptions({ budget: { cpuShare } })).toThrow("cpuShare");
  }
  expect(() => resolveOptions({ budget: { bytesPerSecond: 999 } })).toThrow("bytesPerSecond");
});

test.each([
  ["one that is too short", ["abc"]],
  ["one that is no text", [20481024]],
  ["an object of them", { token: "hunter2222" }],
  ["one that is too long", ["hunter2222".repeat(101)]],
  ["too much of them", Array.from({ length: 101 }, () => "hunter2222".repeat(100))],
  ["too many of them", Array.from({ length: 1001 }, (_, i) => `hunter2222${i}`)],
])("secrets: %s is refused without showing it", (_name, secrets) => {
  let message = "";
  try {
    resolveOptions({ secrets } as RecordingOptions);
  } catch (error) {
    message = (error as Error).message;
  }
  expect(message).toMatch(/^Invalid option "secrets/);
  expect(message).not.toMatch(/abc|20481024|hunter/);
});

test("an onError that throws is the end of it", () => {
  const { onError } = resolveOptions({
    onError: () => {
      throw new Error("in the callback");
    },
  });
  expect(() => onError(new Error("x"))).not.toThrow();
});

test.each([
  ["a mistyped name", { maskAllInput: true }, /"maskAllInput".*did you mean "maskAllInputs"/],
  ["a mistyped name within", { sampling: { inputs: "all" } }, /"sampling.inputs".*"input"/],
  ["a wrong type", { maskAllInputs: "yes" }, /"maskAllInputs".*boolean/],
  ["a text for the whole", "yes" as never, /recording.*Object/i],
  ["more than two hours", { maxDurationMs: MAX_DURATION_MS + 1 }, /"maxDurationMs".*7200000/],
  ["an empty selector", { blockSelector: "" }, /"blockSelector".*empty/],
  ["a path instead of a sink", { sink: ".pagereel" }, /"sink".*fileStore\(directory\)/],
  ["metadata with a cycle", { metadata: cyclic() }, /"metadata".*JSON/],
  ["a mistyped name of canvas", { canvas: { fpss: 2 } }, /"canvas.fpss".*did you mean "fps"/],
  ["a text for canvas", { canvas: "yes" }, /"canvas".*Object/],
  ["a quality above 1", { canvas: { quality: 80 } }, /"canvas.quality"/],
  ["an unknown maskFn", { maskFn: "blur" }, /"maskFn".*"stars"/],
  ["checkouts without a pause", { checkout: { everyMs: 0 } }, /"checkout.everyMs"/],
  ["a sampling below zero", { sampling: { scrollIntervalMs: -1 } }, /"sampling.scrollIntervalMs"/],
])("%s is refused by name", (_name, options, message) => {
  expect(() => resolveOptions(options as RecordingOptions)).toThrow(
    expect.objectContaining({
      code: "INVALID_OPTIONS",
      message: expect.stringMatching(message),
    }),
  );
});

function cyclic(): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  value.self = value;
  return value;
}
