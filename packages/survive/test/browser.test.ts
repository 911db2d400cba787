import { fetchRecording, memoryStore, readManifest } from "@pagereel/core";
import { launch, type RecordingOptions } from "@pagereel/puppeteer-adapter";
import type { Page } from "puppeteer-core";
import { expect, onTestFinished, test, vi } from "vitest";
import { marksIn, showMark, upTo } from "../src/marks.ts";
import { launchOptions } from "../src/options.ts";
import { TIMES } from "../src/times.ts";

/** A recorded browser, with what is in the store of it. */
async function start(args: string[] = [], recording: RecordingOptions = {}) {
  const store = memoryStore();
  const options = launchOptions(store, recording);
  const browser = await launch({ ...options, args: [...options.args, ...args] });
  onTestFinished(() => browser.close());
  const sessionId = browser.sessionId();
  return {
    browser,
    marks: async () => marksIn(await fetchRecording(sessionId, { store })),
    manifest: () => readManifest(store, sessionId),
  };
}

async function showMarks(page: Page, from: number, to: number): Promise<void> {
  for (let number = from; number <= to; number++) await page.evaluate(showMark(number));
}

test.each(TIMES)("the browser is killed (%d)", async () => {
  const { browser, marks, manifest } = await start();
  await showMarks(await browser.newPage(), 1, 50);
  browser.process()?.kill("SIGKILL");
  await vi.waitFor(async () => expect((await manifest()).state).not.toBe("recording"), 20_000);
  expect(await marks()).toEqual(upTo(50));
  expect((await manifest()).reason).toBe("crashed");
});

test.each(TIMES)("a tab crashes, and the others go on (%d)", async () => {
  const { browser, marks, manifest } = await start();
  const other = await browser.newPage();
  const page = await browser.newPage();
  await showMarks(page, 1, 20);
  await page.goto("chrome://crash").catch(() => undefined);
  await showMarks(other, 21, 30);
  await browser.close();
  expect(await marks()).toEqual(upTo(30));
  expect((await manifest()).reason).toBe("closed");
});

test.each(TIMES)("a tab runs out of memory (%d)", async () => {
  const { browser, marks } = await start(["--js-flags=--max-old-space-size=32"]);
  const other = await browser.newPage();
  const page = await browser.newPage();
  await showMarks(page, 1, 20);
  const crashed = new Promise((resolve) => page.once("error", resolve));
  void page.evaluate("for (const all = []; ; ) all.push(new Array(1e5).fill({}))").catch(() => 0);
  await crashed;
  await showMarks(other, 21, 30);
  await browser.close();
  expect(await marks()).toEqual(upTo(30));
});

test.each(TIMES)("the event loop is blocked for five seconds (%d)", async () => {
  const { browser, marks, manifest } = await start();
  const page = await browser.newPage();
  await page.evaluate(
    `setInterval(() => document.body.append("mark " + (window.count = (window.count ?? 0) + 1) + "."), 10)`,
  );
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5000);
  const count = await page.evaluate("window.count");
  await browser.close();
  const found = await marks();
  expect(found).toEqual(upTo(found.length));
  expect(found.length).toBeGreaterThanOrEqual(count as number);
  expect((await manifest()).state).toBe("final");
});

test.each(TIMES)("20 tabs are opened and closed at once (%d)", async () => {
  const { browser, marks, manifest } = await start();
  await Promise.all(
    upTo(20).map(async (number) => {
      const page = await browser.newPage();
      await page.evaluate(showMark(number));
      await page.close();
    }),
  );
  await browser.close();
  expect(await marks()).toEqual(upTo(20));
  expect((await manifest()).gaps).toEqual([]);
});

test.each(TIMES)("the browser is closed during a navigation (%d)", async () => {
  const { browser, marks, manifest } = await start();
  const page = await browser.newPage();
  await showMarks(page, 1, 20);
  const going = page.goto("data:text/html,<p>mark 21.").catch(() => undefined);
  await browser.close();
  await going;
  expect((await marks()).slice(0, 20)).toEqual(upTo(20));
  expect((await manifest()).reason).toBe("closed");
});
