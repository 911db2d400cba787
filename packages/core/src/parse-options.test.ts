import { RecordingError } from "@pagereel/protocol";
import * as v from "valibot";
import { expect, test } from "vitest";
import { parseOptions } from "./parse-options.js";

const schema = v.pipe(
  v.strictObject({
    maskAllInputs: v.optional(v.boolean(), true),
    maxDurationMs: v.optional(v.pipe(v.number(), v.minValue(1))),
    sampling: v.optional(v.strictObject({ scrollIntervalMs: v.optional(v.number()) }), {}),
    token: v.optional(v.pipe(v.string(), v.regex(/^\w+$/, "expected letters and digits only"))),
  }),
  v.check((options) => options.token !== "both", "a token cannot be both"),
);

function failureOf(value: unknown): RecordingError {
  try {
    parseOptions(schema, value, "recording");
  } catch (error) {
    if (error instanceof RecordingError) return error;
  }
  throw new Error("parseOptions threw no RecordingError");
}

test("gives back the options with the defaults filled in", () => {
  expect(parseOptions(schema, { token: "a1" }, "recording")).toEqual({
    maskAllInputs: true,
    sampling: {},
    token: "a1",
  });
});

test.each([
  [
    { maskAllInput: 1 },
    'Unknown option "maskAllInput" in recording: did you mean "maskAllInputs"?',
  ],
  [
    { maxdurationMS: 1 },
    'Unknown option "maxdurationMS" in recording: did you mean "maxDurationMs"?',
  ],
  [
    { sampling: { scrollInterval: 1 } },
    'Unknown option "sampling.scrollInterval" in recording: did you mean "scrollIntervalMs"?',
  ],
  [
    { colour: 1 },
    'Unknown option "colour" in recording: the options are maskAllInputs, maxDurationMs, sampling, token.',
  ],
  [
    { maskAllInputs: "yes" },
    'Invalid option "maskAllInputs" of recording: expected boolean, got a value of type string.',
  ],
  [{ maxDurationMs: 0 }, 'Invalid option "maxDurationMs" of recording: expected >=1, got 0.'],
  [{ sampling: null }, 'Invalid option "sampling" of recording: expected Object, got null.'],
  [{ token: "both" }, "Invalid options of recording: a token cannot be both."],
  ["all", "Invalid options of recording: expected Object, got a value of type string."],
])("%j is refused with a sentence", (value, message) => {
  expect(failureOf(value)).toMatchObject({ code: "INVALID_OPTIONS", message });
});

test("a value that may be a secret is not in the message", () => {
  expect(failureOf({ token: "s3cret!" }).message).toBe(
    'Invalid option "token" of recording: expected letters and digits only.',
  );
  expect(failureOf({ maskAllInputs: "s3cret!" }).message).not.toContain("s3cret");
});
