import { expect, test } from "vitest";
import { parseRecording } from "./recording.js";

const recording = {
  sessionId: "01980f3e-7c1a-7d2e-9b1f-3a5c7e9d1b2f",
  duration: 20,
  events: { T1: [{ type: 4, data: { href: "http://a/", width: 1, height: 1 }, timestamp: 1 }] },
};

test("a bare recording and one in an envelope are the same", () => {
  expect(parseRecording(recording)).toEqual(recording);
  const envelope = { success: true, errors: [], messages: [], result: recording };
  expect(parseRecording(envelope)).toEqual(recording);
});

test.each([
  ["a string", "x", /not an object/],
  ["an envelope of nothing", { success: true, result: null }, /not an object/],
  ["no session id", { ...recording, sessionId: 1 }, /sessionId/],
  ["no duration", { ...recording, duration: "1" }, /duration/],
  ["no events", { ...recording, events: undefined }, /events/],
  ["an event without a time", { ...recording, events: { T1: [{ type: 4 }] } }, /events\.T1/],
])("%s is no recording", (_name, body, message) => {
  expect(() => parseRecording(body)).toThrow(
    expect.objectContaining({
      code: "INVALID_RECORDING",
      message: expect.stringMatching(message),
    }),
  );
});
