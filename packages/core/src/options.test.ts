import { expect, test } from "vitest";
import { MAX_DURATION_MS, type RecordingOptions, resolveOptions } from "./options.js";
import { memoryStore } from "./stores/memory-store.js";

test("true means all defaults", () => {
  const { sink, onError, ...rest } = resolveOptions(true);
  expect(sink.name).toContain(".pagereel");
  expect(onError(new Error("x"))).toBeUndefined();
  expect(rest).toEqual({
    maskAllInputs: true,
    sampling: { mouseMoveIntervalMs: 0, scrollIntervalMs: 0, mediaIntervalMs: 0, input: "all" },
    maxDurationMs: MAX_DURATION_MS,
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
