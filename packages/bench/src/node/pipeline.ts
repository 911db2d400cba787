import { pagereelRemarks } from "../driver/pagereel-remarks.ts";
import { FedPage } from "./fed-page.ts";
import type { NodeWorkload, Step } from "./node-workload.ts";
import { recordBatches } from "./record-batches.ts";

const EVENTS = { full: 400_000, quick: 10_000 };

const record: Step = async ({ folder, size }) => {
  const eventCount = EVENTS[size];
  // Made before: what the page does is not to be measured.
  const batches = Array.from(new FedPage().batches(eventCount), withoutJoints);
  const textBytes = batches.reduce((sum, lines) => sum + Buffer.byteLength(lines), 0);
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  const sessionId = await recordBatches(folder, batches);
  const seconds = (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  return {
    figures: {
      eventsPerSecond: eventCount / seconds,
      textBytesPerSecond: textBytes / seconds,
      cpuOfThousandMs: (user + system) / eventCount,
    },
    remarks: await pagereelRemarks(folder, sessionId),
  };
};

/** The text as it comes out of a socket: V8 joins what is concatenated only when it is read. */
function withoutJoints(text: string): string {
  return Buffer.from(text).toString();
}

export const pipeline: NodeWorkload = {
  name: "pipeline",
  about:
    `${EVENTS.full} events in batches of 4, with a snapshot of 300 kB for each 30 s of 208 events a ` +
    "second, as fast as one Node process takes them without leaving any out, from the calls of the " +
    "binding to a `fileStore`; no browser",
  steps: { pagereel: { record } },
};
