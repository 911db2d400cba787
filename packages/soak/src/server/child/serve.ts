import { createHash } from "node:crypto";
import { startServer } from "@pagereel/server";
import { CHROMIUM_ARGS, findChromium } from "@pagereel/testing/chromium";
import { readNodeHeap } from "../../heap/node-heap.ts";
import type { Memory, Question, Saying, ServeOptions } from "./messages.ts";

/** ms. Who waits for a browser gets one: clients that are refused would show nothing. */
const QUEUE_TIMEOUT_MS = 300_000;

const { store, token, maxBrowsers } = JSON.parse(process.argv[2] ?? "") as ServeOptions;
const sha256 = createHash("sha256").update(token).digest("hex");
const server = await startServer({
  port: 0,
  store,
  tokens: [{ name: "soak", sha256, scopes: ["drive", "read", "delete"] }],
  chromium: { executablePath: findChromium(), args: CHROMIUM_ARGS },
  limits: {
    maxBrowsers,
    // Those that wait for a browser count as well.
    maxSessionsPerToken: 10 * maxBrowsers,
    queueTimeoutMs: QUEUE_TIMEOUT_MS,
    requestsPerMinute: 100_000,
  },
  logLevel: "warn",
});

process.on("message", (question: Question) => void answer(question));
// Who looks at this process was killed: its browsers go with it.
process.once("disconnect", () => void server.close());
say({ kind: "listening", url: server.url });

async function answer(question: Question): Promise<void> {
  if (question === "look") {
    say({ kind: "memory", memory: await readMemory() });
    return;
  }
  await server.close();
  say({ kind: "closed" });
  // With nothing left that it waits for, the process ends by itself.
  process.disconnect();
}

async function readMemory(): Promise<Memory> {
  // What has a finalizer goes with the second collection.
  globalThis.gc?.();
  globalThis.gc?.();
  // Before the snapshot, which takes memory itself.
  const { rss } = process.memoryUsage();
  return { rssBytes: rss, heap: await readNodeHeap() };
}

function say(saying: Saying): void {
  process.send?.(saying);
}
