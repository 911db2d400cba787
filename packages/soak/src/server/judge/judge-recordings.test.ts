import { expect, test } from "vitest";
import type { Fate } from "../fates/fate.ts";
import type { RecordingLike } from "../recordings.ts";
import { judgeRecordings } from "./judge-recordings.ts";

const closes: Fate = { name: "closes", reasons: ["closed"], live: async () => undefined };

function recording(changed: Partial<RecordingLike> = {}): RecordingLike {
  const metadata = { life: "0", fate: "closes" };
  const whole = {
    sessionId: "id",
    state: "final",
    reason: "closed",
    gaps: [],
    events: 9,
    metadata,
  };
  return { ...whole, ...changed };
}

const gaps = [{ reason: "batch-lost" }];

test("a recording that is whole and ended as it was fated is right", () => {
  expect(judgeRecordings([closes], [recording()])).toEqual([]);
});

test.each<[string, Partial<RecordingLike>]>([
  ["is not finished", { state: "recording" }],
  ["ended with the reason idle, not closed", { reason: "idle" }],
  ["has a gap: batch-lost", { state: "partial", gaps }],
  ["is partial, and says not why", { state: "partial" }],
  ["was finished by another process", { state: "recovered" }],
  ["has no events", { events: 0 }],
])("one that %s is told of", (what, changed) => {
  expect(judgeRecordings([closes], [recording(changed)])).toEqual([
    `The recording id ("closes") ${what}.`,
  ]);
});

test("what a fate brings with it is right", () => {
  const crashes: Fate = { ...closes, gaps: ["batch-lost"], maybeEmpty: true, maybeNone: true };
  expect(judgeRecordings([crashes], [recording({ gaps, events: 0 })])).toEqual([]);
  expect(judgeRecordings([crashes], [])).toEqual([]);
});

test("each life has one recording, and no other has one", () => {
  expect(judgeRecordings([closes], [])).toEqual(['"closes" has no recording.']);
  const twice = [recording(), recording()];
  expect(judgeRecordings([closes], twice)).toEqual(['"closes" has 2 recordings, not one.']);
  const stranger = recording({ metadata: {} });
  expect(judgeRecordings([], [stranger])).toEqual(["id is the recording of no client."]);
});
