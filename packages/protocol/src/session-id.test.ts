import { expect, test } from "vitest";
import { parseSessionId } from "./session-id.js";

test("a UUID is a session id, in either case", () => {
  expect(parseSessionId("01980F3E-7c1a-7d2e-9b1f-3a5c7e9d1b2f")).toBe(
    "01980f3e-7c1a-7d2e-9b1f-3a5c7e9d1b2f",
  );
});

test.each([
  ["a path", "../../etc/passwd"],
  ["a path behind an id", "01980f3e-7c1a-7d2e-9b1f-3a5c7e9d1b2f/../x"],
  ["an id with a line break", "01980f3e-7c1a-7d2e-9b1f-3a5c7e9d1b2f\n"],
  ["an empty string", ""],
  ["10 kB", "a".repeat(10_240)],
  ["undefined", undefined],
  ["an object", {}],
])("%s is none, and the error is short", (_name, value) => {
  expect(() => parseSessionId(value)).toThrow(
    expect.objectContaining({
      code: "INVALID_SESSION_ID",
      message: expect.stringMatching(/^.{20,250}$/),
    }),
  );
});
