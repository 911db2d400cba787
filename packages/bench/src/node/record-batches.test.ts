import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fetchRecording, fileStore, readManifest } from "@pagereel/core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { EVENT_INTERVAL_MS, FedPage, STARTED_AT } from "./fed-page.ts";
import { type Pace, recordBatches } from "./record-batches.ts";

const FULL_SNAPSHOT = 2;
const EVENTS = 8000;

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pagereel-bench-test-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function record(pace: Pace = {}) {
  const sessionId = await recordBatches(folder, new FedPage().batches(EVENTS), pace);
  const store = fileStore(folder);
  const { events } = await fetchRecording(sessionId, { store });
  return { manifest: await readManifest(store, sessionId), events: Object.values(events).flat() };
}

test("a page without a browser is recorded as one with is, and whole", async () => {
  const { manifest, events } = await record();
  expect(manifest).toMatchObject({ state: "final", reason: "closed", gaps: [], limitsHit: [] });
  expect(events).toHaveLength(EVENTS);
  const last = STARTED_AT + Math.floor((EVENTS - 1) * EVENT_INTERVAL_MS);
  expect(events.at(-1)?.timestamp).toBe(last);
});

test("it has a snapshot of 300 kB for each 30 s, whose nodes the events change", async () => {
  const { events } = await record();
  const snapshots = events.filter(({ type }) => type === FULL_SNAPSHOT);
  expect(snapshots).toHaveLength(2);
  const [first] = snapshots.map((event) => JSON.stringify(event)) as [string];
  expect(first.length).toBeGreaterThan(280_000);
  expect(first.length).toBeLessThan(320_000);
  const ids = new Set(first.match(/"id":\d+/g));
  const changes = events.slice(2, 200).map((event) => JSON.stringify(event));
  const texts = changes.flatMap((change) => /"texts":\[\{("id":\d+)/.exec(change)?.[1] ?? []);
  const removed = changes.flatMap((change) => /("id":\d+)\}\],"adds"/.exec(change)?.[1] ?? []);
  expect(texts.length).toBeGreaterThan(20);
  expect(removed.length).toBeGreaterThan(20);
  for (const id of [...texts, ...removed]) expect(ids).toContain(id);
});

test("where little may wait, it comes as slowly as it is written, and nothing is left out", async () => {
  const { manifest, events } = await record({ limits: { maxQueueBytes: 160_000 } });
  expect(manifest).toMatchObject({ state: "final", gaps: [], limitsHit: [] });
  expect(events).toHaveLength(EVENTS);
});
