import { memoryStore, type Store } from "@pagereel/core";
import { type RunningServer, startServer } from "@pagereel/server";
import { CHROMIUM_ARGS, findChromium } from "@pagereel/testing/chromium";
import { element, mutation, page as pageEvents, START, text } from "@pagereel/viewer/stage-events";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { launchBrowser, waitForText } from "./support/dashboard.js";
import { SESSION_ID, storeRecording } from "./support/made-recording.js";
import { press, waitForShown, watch } from "./support/open-viewer.js";
import { type ShopSite, startShop } from "./support/shop-site.js";

let browser: Browser;
let site: ShopSite;
beforeAll(async () => {
  site = await startShop();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.[Symbol.asyncDispose]();
});

async function start(store: Store, port = 0): Promise<RunningServer> {
  const server = await startServer({
    port,
    logLevel: "silent",
    store,
    chromium: { executablePath: findChromium(), args: CHROMIUM_ARGS },
  });
  onTestFinished(() => server.close());
  return server;
}

/** Drives a browser of the server, and opens its session in the viewer. */
async function openLive(server: RunningServer) {
  const endpoint = `${server.url.replace(/^http/, "ws")}/devtools/browser?recording=true`;
  const client = await puppeteer.connect({ browserWSEndpoint: endpoint, defaultViewport: null });
  const driven = await client.newPage();
  await driven.goto(site.origin);
  // A recording of less than a second is not called complete, but too short.
  await driven.waitForFunction(() => performance.now() > 1000);
  const sessionId = await newestSession(server);
  const viewer = await openPage();
  await viewer.page.goto(`${server.url}/sessions/${sessionId}`);
  return { client, driven, ...viewer };
}

async function openPage() {
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  await page.setViewport({ width: 1280, height: 800 });
  return { page, ...(await watch(page)) };
}

async function newestSession(server: RunningServer): Promise<string> {
  const response = await fetch(`${server.url}/recordings`);
  const { result } = (await response.json()) as { result: { sessionId: string }[] };
  return result[0]?.sessionId ?? "";
}

function waitForState(page: Page, state: string) {
  return page.waitForSelector(`.badge ::-p-text(${state})`);
}

/** What the shop's page says when so many things were added. */
function added(count: number): string {
  return `Add\n    ${count}`;
}

test("a session plays as it happens, back and to live again, until it is complete", async () => {
  const server = await start(memoryStore());
  const { client, driven, page, errors } = await openLive(server);
  await waitForState(page, "Recording");
  await waitForShown(page, "Shop");
  await driven.click("#add");
  await waitForShown(page, added(1));
  await page.waitForSelector(".live-button.is-live");

  await page.keyboard.press("Home");
  await page.waitForSelector(".live-button ::-p-text(Go to live)");
  await driven.click("#add");
  await press(page, "Go to live");
  await waitForShown(page, added(2));
  await driven.click("#go");
  await waitForShown(page, "Your cart");
  await page.waitForFunction(() =>
    /\/cart$/.test(document.querySelector(".address")?.textContent ?? ""),
  );

  await client.close();
  await waitForState(page, "Complete");
  await page.waitForFunction(() => !document.querySelector(".live-button"));
  await page.locator(".panel [role=option] ::-p-text(/cart)").click();
  await waitForShown(page, "Your cart");
  await page.keyboard.press("Home");
  await press(page, "Play");
  await waitForShown(page, "Shop");
  expect(errors).toEqual([]);
});

test("when the server of a live session goes away, what there is plays, and it goes on when one is back", async () => {
  const store = memoryStore();
  const server = await start(store);
  const { driven, page, errors } = await openLive(server);
  await driven.click("#add");
  await waitForShown(page, added(1));

  await server.close();
  await page.waitForSelector(".notice");
  expect(await page.$eval(".notice", (notice) => notice.textContent)).toMatch(
    /The server (?:has ended the connection|cannot be reached)/,
  );
  await page.keyboard.press("Home");
  await page.waitForFunction(() => document.querySelector(".time-now")?.textContent === "0:00.0");
  await page.keyboard.press("End");
  await waitForShown(page, added(1));

  await start(store, Number(new URL(server.url).port));
  await waitForState(page, "Complete");
  await page.waitForFunction(() => !document.querySelector(".notice"));
  expect(errors).toEqual([]);
});

test("when the server goes away while a recording plays: a sentence, a retry, and the rest later", async () => {
  const store = memoryStore();
  await storeInTwoSegments(store);
  const gate = Promise.withResolvers<never>();
  // Whether it is asked for by then depends on how fast the page is.
  gate.promise.catch(() => undefined);
  const stopping: Store = {
    ...store,
    readSegment: (ref) => (ref.number === 2 ? gate.promise : store.readSegment(ref)),
  };
  const server = await start(stopping);
  const { page, errors } = await openPage();
  await page.goto(`${server.url}/sessions/${SESSION_ID}`);
  await waitForShown(page, "First");
  // It plays as soon as it is open.
  await page.waitForSelector('aria/Pause[role="button"]');

  const closed = server.close();
  gate.reject(new Error("The store is gone."));
  await closed;
  await page.keyboard.press("End");
  await page.waitForSelector(".screen-notice button");
  await waitForText(page, "The server cannot be reached");
  await page.keyboard.press("Home");
  await waitForShown(page, "First");

  await page.keyboard.press("End");
  await waitForText(page, "The server cannot be reached");
  await start(store, Number(new URL(server.url).port));
  await press(page, "Try again");
  await waitForShown(page, "Second");
  expect(errors).toEqual([]);
});

async function storeInTwoSegments(store: Store): Promise<void> {
  const saying = (at: number, words: string) => [
    ...pageEvents(at, { body: [element("h1", {}, text(words))] }),
    mutation(at + 1000, {}),
  ];
  await storeRecording(store, {
    // A window of events ends with a full snapshot: the first one does without the second segment.
    events: { A: [...saying(0, "First"), ...saying(20_000, "Middle")] },
    spoil: ({ manifest, texts }) => {
      const [first] = manifest.segments;
      if (!first) throw new Error("There is no segment.");
      const times = { firstTimestamp: START + 60_000, lastTimestamp: START + 61_000 };
      manifest.segments.push({ ...first, number: 2, ...times });
      const lines = saying(60_000, "Second").map((event) => `${JSON.stringify(event)}\n`);
      texts.set("A/2", lines.join(""));
    },
  });
}
