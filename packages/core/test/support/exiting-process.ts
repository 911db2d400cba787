/** Writes three events to the file store of argv[2], and ends in the way that argv[3] names. */
import { QueueSpace } from "../../src/session/queue-space.js";
import { SegmentWriter } from "../../src/session/segment-writer.js";
import { fileStore } from "../../src/stores/file-store.js";
import type { Sink } from "../../src/stores/store.js";

const [, , directory = "", ending] = process.argv;
const store = fileStore(directory);
const failing: Sink = { ...store, appendSegment: () => Promise.reject(new Error("disk is full")) };

const writer = new SegmentWriter({
  sink: ending === "close-on-full-disk" ? failing : store,
  space: new QueueSpace(32_000_000),
  sessionId: "01980f3e-7c1a-7d2e-9b1f-3a5c7e9d1b2f",
  targetId: "A1B2",
  onSegment: () => undefined,
  onSegmentLost: () => undefined,
  onGap: (gap) => process.stdout.write(`gap ${gap.from} ${gap.to}\n`),
  onError: () => undefined,
});
process.on("exit", () => writer.closeSync());

for (const timestamp of [1, 2, 3]) {
  writer.append(JSON.stringify({ type: 3, timestamp, data: {} }), timestamp, timestamp === 1);
  if (timestamp === 2 && ending === "exit-during-write") void writer.flush();
}
if (ending?.startsWith("exit")) process.exit(0);
if (ending?.startsWith("throw")) throw new Error("the script failed");
if (ending?.startsWith("close")) await writer.closeSoon();
if (ending === "kill") {
  await writer.flush();
  process.kill(process.pid, "SIGKILL");
}
