import { memoryStore } from "@pagereel/core";
import { expect, test } from "vitest";
import { makeManifest } from "../../test/support/stored-sessions.js";
import { boundedSink } from "./bounded-sink.js";

const SESSION = "01a2084d-12b6-764a-ad6b-8116d8d840cd";
const ref = (number: number) => ({ sessionId: SESSION, targetId: "T", number });

test("says once that there is more than may be, and goes on", async () => {
  const store = memoryStore();
  let calls = 0;
  const sink = boundedSink(store, 100, { onFull: () => calls++, onFinal: () => undefined });
  await sink.appendSegment(ref(1), 0, Buffer.alloc(60));
  // The same again, as after an answer that was lost.
  await sink.appendSegment(ref(1), 0, Buffer.alloc(60));
  await sink.appendSegment(ref(2), 0, Buffer.alloc(40));
  expect(calls).toBe(0);
  await sink.appendSegment(ref(2), 40, Buffer.alloc(1));
  await sink.appendSegment(ref(2), 41, Buffer.alloc(50));
  expect(calls).toBe(1);
  expect((await store.readSegment(ref(2)))?.length).toBe(91);
});

test("says when the recording is finalized", async () => {
  let calls = 0;
  const sink = boundedSink(memoryStore(), 100, { onFull: () => undefined, onFinal: () => calls++ });
  await sink.writeManifest(makeManifest({ state: "recording" }));
  expect(calls).toBe(0);
  await sink.writeManifest(makeManifest());
  expect(calls).toBe(1);
});
