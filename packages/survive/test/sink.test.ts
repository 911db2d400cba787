import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fetchRecording, httpSink, memoryStore, readManifest, type Sink } from "@pagereel/core";
import { launch } from "@pagereel/puppeteer-adapter";
import { type IngestServer, startIngestServer } from "@pagereel/testing/ingest-server";
import { expect, onTestFinished, test, vi } from "vitest";
import { marksIn, showMark, upTo } from "../src/marks.ts";
import { launchOptions } from "../src/options.ts";
import { temporaryDirectory } from "../src/temporary.ts";
import { isLong, TIMES } from "../src/times.ts";

/** ms for which a server is away; the first time of many is as long as outages are. */
const outageMs = (time: number) => (isLong ? (time === 1 ? 300_000 : 5000) : 1000);
const TIMEOUT = { timeout: 60_000 };
const LONGEST_MS = 600_000;

async function startServer() {
  const store = memoryStore();
  const server = await startIngestServer(store);
  onTestFinished(() => server[Symbol.asyncDispose]());
  return { store, server };
}

async function start(sink: Sink) {
  const browser = await launch(launchOptions(sink as ReturnType<typeof memoryStore>));
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  const showMarks = async (from: number, to: number) => {
    for (let number = from; number <= to; number++) await page.evaluate(showMark(number));
  };
  return { browser, showMarks };
}

/** Ways in which a server is not there, and how it comes back. */
const WAYS: [string, (server: IngestServer) => Promise<() => Promise<void>>][] = [
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
  ).map(([name, misbehaviour]): (typeof WAYS)[number] => [
    name,
    async (server) => {
      server.misbehave = () => misbehaviour;
      return async () => {
        server.misbehave = () => undefined;
      };
    },
  ]),
];

for (const [name, breakDown] of WAYS) {
  for (const spooled of [true, false]) {
    test.each(TIMES)(
      `a server that ${name}, ${spooled ? "with a spool" : "without"} (%d)`,
      async (time) => {
        const { store, server } = await startServer();
        const spoolDirectory = spooled && path.join(temporaryDirectory(), "spool");
        const sink = httpSink({ url: server.url, spoolDirectory, timeoutMs: 1000 });
        const { browser, showMarks } = await start(sink);
        await showMarks(1, 20);
        const repair = await breakDown(server);
        await showMarks(21, 40);
        await delay(outageMs(time));
        await showMarks(41, 60);
        await repair();
        await showMarks(61, 80);
        const read = () => readManifest(store, browser.sessionId());
        await vi.waitFor(async () => {
          const { events } = await fetchRecording(browser.sessionId(), { store, partial: true });
          expect(marksIn({ events }).length).toBeGreaterThanOrEqual(60);
        }, TIMEOUT);
        await browser.close();
        await vi.waitFor(
          async () => expect(await read()).toMatchObject({ state: "final" }),
          TIMEOUT,
        );
        const recording = await fetchRecording(browser.sessionId(), { store });
        expect(marksIn(recording)).toEqual(upTo(80));
        expect((await read()).gaps).toEqual([]);
      },
      LONGEST_MS,
    );
  }
}

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
