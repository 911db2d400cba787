import { expect, test } from "vitest";
import { meta, mutation, START } from "../../test/support/rrweb-events.js";
import { sessionFacts } from "./session-facts.js";

const sessionId = "01980f3e-7c1a-7d2e-9b1f-3a5c7e9d1b2f";

test("tells the first event's time, the duration and the number of events of all targets", () => {
  const events = {
    B: [meta("https://b.test/", 5_000)],
    A: [meta("https://a.test/", 0), ...Array.from({ length: 1_233 }, () => mutation({}, 83_000))],
    empty: [],
  };
  expect(sessionFacts({ sessionId, duration: 83_000, events })).toEqual({
    sessionId,
    startedAt: new Date(START).toISOString(),
    duration: "1m 23s",
    eventCount: "1,235",
  });
});

test.each([
  ["no events", { A: [] }],
  ["a time that is no date", { A: [{ ...meta("https://a.test/"), timestamp: 1e300 }] }],
])("%s: no start", (_name, events) => {
  expect(sessionFacts({ sessionId, duration: 0, events })).not.toHaveProperty("startedAt");
});

test("a duration that is none is unknown", () => {
  expect(sessionFacts({ sessionId, duration: Number.NaN, events: {} }).duration).toBe("unknown");
});
