import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fetchRecording, httpSink, memoryStore, readManifest, type Sink } from "@pagereel/core";
import { launch, type RecordingOptions } from "@pagereel/puppeteer-adapter";
import { type IngestServer, startIngestServer } from "@pagereel/testing/ingest-server";
import { expect, onTestFinished, test, vi } from "vitest";
import { marksIn, showMark, upTo } from "../src/marks.ts";
import { launchOptions } from "../src/options.ts";
import { temporaryDirectory } from "../src/temporary.ts";
import { isLong, TIMES } from "../src/times.ts";

/** ms for which a server is away. */
const OUTAGE_MS = isLong ? 2000 : 1000;
const LONG_OUTAGE_MS = isLong ? 300_000 : 10_000;
const TIMEOUT = { timeout: 60_000 };
const LONGEST_MS = 600_000;

async function startServer() {
  const store = memoryStore();
  const server = await startIngestServer(store);
  onTestFinished(() => server[Symbol.asyncDispose]());
  return { store, server };
}

async function start(sink: Sink, recording: RecordingOptions = {}) {
  const browser = await launch(launchOptions(sink, recording));
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  const showMarks = async (from: number, to: number) => {
    for (let number = from; number <= to; number++) await page.evaluate(showMark(number));
  };
  return { browser, showMarks };
}

type BreakDown = (server: IngestServer) => Promise<() => Promise<void>>;

/** Ways in which a server is not there, and how it comes back. */
const WAYS: [[string, BreakDown], ...[string, BreakDown][]] = [
  [
    "cannot be reached",
    async (server) => {
      await server.goAway();
      return () => server.comeBack();
    },
  ],
  ...(
    [
      ["answers 503", { status: 503 }],
      ["answers 429", { status: 429, headers: { "retry-after": "1" } }],
      ["hangs", "hang"],
    ] as const
  ).map(([name, misbehaviour]): [string, BreakDown] => [
    name,
    async (server) => {
      server.misbehave = () => misbehaviour;
      return async () => {
        server.misbehave = () => undefined;
      };
    },
  ]),
];

async function surviveOutage(spooled: boolean, breakDown: BreakDown, outageMs: number) {
  const { store, server } = await startServer();
  const spoolDirectory = spooled && path.join(temporaryDirectory(), "spool");
  const sink = httpSink({ url: server.url, spoolDirectory, timeoutMs: 1000 });
  const { browser, showMarks } = await start(sink);
  await showMarks(1, 20);
  const repair = await breakDown(server);
  await showMarks(21, 40);
  await delay(outageMs);
  await showMarks(41, 60);
  await repair();
  await showMarks(61, 80);
  const read = () => readManifest(store, browser.sessionId());
  await vi.waitFor(async () => {
    const recording = await fetchRecording(browser.sessionId(), { store, partial: true });
    expect(marksIn(recording).length).toBeGreaterThanOrEqual(60);
  }, TIMEOUT);
  await browser.close();
  await vi.waitFor(async () => expect((await read()).state).toBe("final"), TIMEOUT);
  expect(marksIn(await fetchRecording(browser.sessionId(), { store }))).toEqual(upTo(80));
  expect((await read()).gaps).toEqual([]);
}

for (const [name, breakDown] of WAYS) {
  for (const spooled of [true, false]) {
    test.each(TIMES)(`a server that ${name}, ${spooled ? "with a spool" : "without"} (%d)`, () =>
      surviveOutage(spooled, breakDown, OUTAGE_MS),
    );
  }
}

test(
  "a server that is away for long",
  async () => {
    await surviveOutage(false, WAYS[0][1], LONG_OUTAGE_MS);
  },
  LONGEST_MS,
);

test("a server that is away to the end gets all from the next process", async () => {
  const { store, server } = await startServer();
  const options = { url: server.url, spoolDirectory: temporaryDirectory() };
  await server.goAway();
  const { browser, showMarks } = await start(httpSink(options));
  await showMarks(1, 30);
  await browser.close();
  await server.comeBack();
  httpSink(options);
  await vi.waitFor(async () => {
    expect((await readManifest(store, browser.sessionId())).state).toBe("final");
  }, TIMEOUT);
  const recording = await fetchRecording(browser.sessionId(), { store });
  expect(marksIn(recording)).toEqual(upTo(30));
});

test.each(TIMES)("a sink that takes its time loses nothing that it has time for (%d)", async () => {
  const store = memoryStore();
  const { sync: _, ...sink }: Sink = {
    ...store,
    async appendSegment(...write) {
      await delay(isLong ? 10_000 : 2000);
      await store.appendSegment(...write);
    },
  };
  const { browser, showMarks } = await start(sink);
  await showMarks(1, 30);
  await browser.close();
  const found = marksIn(await fetchRecording(browser.sessionId(), { store }));
  const { state, gaps } = await readManifest(store, browser.sessionId());
  const isWhole = found.length === 30;
  expect(found).toEqual(upTo(found.length));
  expect(state).toBe(isWhole ? "final" : "partial");
  expect(new Set(gaps.map(({ reason }) => reason))).toEqual(
    new Set(isWhole ? [] : ["sink-timeout"]),
  );
});

test.each(TIMES)(
  "a page that floods while the sink takes nothing goes on, and so does its recording (%d)",
  async () => {
    const store = memoryStore();
    let opened = Promise.resolve();
    const sink: Sink = {
      ...store,
      async appendSegment(...write) {
        await opened;
        await store.appendSegment(...write);
      },
    };
    const { browser, showMarks } = await start(sink, { limits: { maxQueueBytes: 300_000 } });
    const [, page] = await browser.pages();
    await showMarks(1, 10);
    const { promise, resolve: open } = Promise.withResolvers<void>();
    opened = promise;
    const flood = `(async () => {
    const p = document.body.appendChild(document.createElement("p"));
    for (let i = 0; i < 1000; i++) {
      p.textContent = String(Math.random()).repeat(20);
      await new Promise((resolve) => setTimeout(resolve));
    }
    p.remove();
    return "done";
  })()`;
    expect(await page?.evaluate(flood)).toBe("done");
    await showMarks(11, 20);
    open();
    await vi.waitFor(async () => {
      const recording = await fetchRecording(browser.sessionId(), { store, partial: true });
      expect(marksIn(recording)).toEqual(upTo(20));
    }, TIMEOUT);
    await browser.close();
    const { state, gaps, limitsHit } = await readManifest(store, browser.sessionId());
    expect(state).toBe("partial");
    expect(new Set(gaps.map(({ reason }) => reason))).toEqual(new Set(["sink-slow", "queue-full"]));
    expect(limitsHit).toEqual(["maxQueueBytes"]);
  },
);
