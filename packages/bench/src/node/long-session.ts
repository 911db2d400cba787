import { setImmediate as nextTurn } from "node:timers/promises";
import { fetchRecording, fileStore, readManifest, streamRecording } from "@pagereel/core";
import { pagereelRemarks } from "../driver/pagereel-remarks.ts";
import { countReads } from "./count-reads.ts";
import { EVENT_INTERVAL_MS, FedPage, STARTED_AT } from "./fed-page.ts";
import type { NodeStage, NodeWorkload, Step } from "./node-workload.ts";
import { heldBytes, peakResidentBytes, residentBytes } from "./own-memory.ts";
import { recordBatches } from "./record-batches.ts";

const EVENTS = { full: 1_500_000, quick: 20_000 };

/** Of two hours: those of ten minutes. */
const FIRST_EVENTS = { full: EVENTS.full / 12, quick: EVENTS.quick / 10 };

/**
 * In two hours next to nothing waits; here it would, and the memory would be that of what waits. So it is
 * written in small parts, of some 40 events, and what follows comes when they are written.
 */
const PACE = {
  pacing: { flushIntervalMs: 1, chunkBytes: 6500, manifestIntervalMs: 5 },
  // At half of it the page is asked for less.
  limits: { maxQueueBytes: 13_000 },
};

const MINUTE_MS = 60_000;

/** Has loaded what the others have, and does nothing. */
const doNothing: Step = async () => {
  const peak = peakResidentBytes();
  return {
    figures: {
      recordFirstPeakBytes: peak,
      recordPeakBytes: peak,
      recordEndBytes: residentBytes(),
      recordHeldBytes: heldBytes(),
      streamFirstPeakBytes: peak,
      streamPeakBytes: peak,
    },
  };
};

/** What the stand-in takes of the memory while recording. */
const feedNobody: Step = async ({ size }) => {
  for (const _ of new FedPage().batches(EVENTS[size])) await nextTurn();
  return { figures: { feedPeakBytes: peakResidentBytes() } };
};

const record: Step = async ({ folder, size }) => {
  const eventCount = EVENTS[size];
  const page = new FedPage();
  let [recordFirstPeakBytes, recordEndBytes, recordHeldBytes] = [0, 0, 0];
  function* batches(): Generator<string, void, undefined> {
    yield* page.batches(FIRST_EVENTS[size]);
    recordFirstPeakBytes = peakResidentBytes();
    yield* page.batches(eventCount);
    recordEndBytes = residentBytes();
    recordHeldBytes = heldBytes();
  }
  const sessionId = await recordBatches(folder, batches(), PACE);
  const recordPeakBytes = peakResidentBytes();
  const { segments } = await readManifest(fileStore(folder), sessionId);
  return {
    figures: {
      recordFirstPeakBytes,
      recordPeakBytes,
      recordEndBytes,
      recordHeldBytes,
      segmentCount: segments.length,
      recordedBytes: segments.reduce((sum, { bytes }) => sum + bytes, 0),
    },
    remarks: await pagereelRemarks(folder, sessionId),
  };
};

const stream: Step = async ({ folder, size }) => {
  const store = fileStore(folder);
  const sessionId = await onlySession(folder);
  let [count, firstEventMs, streamFirstPeakBytes] = [0, 0, 0];
  const startedAt = performance.now();
  for await (const _ of streamRecording(sessionId, { store })) {
    count++;
    if (count === 1) firstEventMs = performance.now() - startedAt;
    if (count === FIRST_EVENTS[size]) streamFirstPeakBytes = peakResidentBytes();
  }
  const streamMs = performance.now() - startedAt;
  if (count !== EVENTS[size]) throw new Error(`${count} of ${EVENTS[size]} events were read.`);
  const streamPeakBytes = peakResidentBytes();
  return { figures: { firstEventMs, streamMs, streamFirstPeakBytes, streamPeakBytes } };
};

const readMinute: Step = async (stage) => {
  const sessionId = await onlySession(stage.folder);
  const { store, reads } = countReads(fileStore(stage.folder));
  const from = middleOf(stage);
  const startedAt = performance.now();
  const { events } = await fetchRecording(sessionId, { store, from, to: from + MINUTE_MS });
  const minuteMs = performance.now() - startedAt;
  if (Object.values(events).flat().length === 0) throw new Error("The minute has no events.");
  return { figures: { minuteMs, minuteSegmentCount: reads.count, minuteBytes: reads.bytes } };
};

function middleOf({ size }: NodeStage): number {
  return STARTED_AT + (EVENTS[size] * EVENT_INTERVAL_MS) / 2;
}

async function onlySession(folder: string): Promise<string> {
  const { sessionIds } = await fileStore(folder).listSessions();
  return sessionIds[0] as string;
}

export const longSession: NodeWorkload = {
  name: "long-session",
  about:
    "two hours with 1.5 million events, as in pipeline but each 40 of them written before the next come, " +
    "as in two hours next to nothing waits; then streamed by one process, and a minute out " +
    "of its middle fetched by another, from files that the system has in memory; with none, a process " +
    "that has loaded the same modules and does nothing",
  steps: { none: { doNothing, feedNobody }, pagereel: { record, stream, readMinute } },
};
