import type { Manifest, Store } from "@pagereel/core";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { violationsOf } from "./support/axe.js";
import { launchBrowser, openDashboard, TOKEN, TOKENS, waitForText } from "./support/dashboard.js";
import { sessionIdOf, storeSession } from "./support/stored-session.js";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Of the page that is played. */
const PLAYED = ".stage-layer[data-shown] iframe";

async function store30(store: Store): Promise<void> {
  for (let age = 0; age < 30; age++) {
    await storeSession(store, age, `Session ${age}`, { metadata: { test: `test ${age}` } });
  }
}

test("a session is opened, played, and left for where the list was", async () => {
  await using dashboard = await openDashboard(browser, store30);
  const { page, server } = dashboard;
  await waitForText(page, "30 sessions");
  await page.type("input[type=search]", "Session");
  await page.waitForFunction(() => location.search === "?q=Session");
  const scrollTop = await page.$eval(".session-scroller", (list) => {
    list.scrollTo(0, 700);
    return list.scrollTop;
  });
  await page.waitForSelector("::-p-text(Session 12)");
  await page.click("::-p-text(Session 12)");
  await page.waitForSelector(PLAYED);
  expect(page.url()).toBe(`${server.url}/sessions/${sessionIdOf(12)}`);
  expect(await page.title()).toBe("Session 12 · Pagereel");

  await page.goBack();
  await waitForText(page, "Session 12");
  expect(page.url()).toBe(`${server.url}/?q=Session`);
  expect(await page.$eval(".session-scroller", (list) => list.scrollTop)).toBe(scrollTop);
  await page.goForward();
  await page.waitForSelector(PLAYED);
  await page.click("::-p-text(All sessions)");
  await waitForText(page, "30 sessions");
  expect(dashboard.errors).toEqual([]);
});

test("the address of a session is enough, and the token is asked for there, too", async () => {
  await using dashboard = await openDashboard(browser, store30, { tokens: TOKENS });
  const { page, server } = dashboard;
  await page.goto(`${server.url}/sessions/${sessionIdOf(3)}`);
  await waitForText(page, "This server wants a token");
  await page.type("#token", TOKEN);
  await page.keyboard.press("Enter");
  await page.waitForSelector(PLAYED);
  expect(page.url()).toBe(`${server.url}/sessions/${sessionIdOf(3)}`);
});

test("a session that is not there: the page says so, and leads back", async () => {
  await using dashboard = await openDashboard(browser, store30);
  const { page, server } = dashboard;
  await page.goto(`${server.url}/sessions/${sessionIdOf(99)}`);
  await waitForText(page, "This recording cannot be shown");
  await waitForText(page, "was not found");
  await page.click("::-p-text(All sessions)");
  await waitForText(page, "Session 0");
});

test("rows on screen have a picture of what was seen last", async () => {
  await using dashboard = await openDashboard(browser, store30);
  const { page } = dashboard;
  const picture = await page.waitForSelector(".session-picture-layer[style] iframe");
  const frame = await picture?.contentFrame();
  expect(await frame?.$eval("h1", (heading) => heading.textContent)).toBe("Session 0");
  expect(await picture?.evaluate((iframe) => iframe.getAttribute("sandbox"))).toBe(
    "allow-same-origin",
  );
  expect(dashboard.errors).toEqual([]);
});

test("the picture of a session that is recorded changes as the session does", async () => {
  const storeRunning = (store: Store, title: string, given: Partial<Manifest> = {}) =>
    storeSession(store, 0, title, { state: "recording", updatedAt: Date.now(), ...given });
  const fill = (store: Store) => storeRunning(store, "Nothing yet", { segments: [] });
  await using dashboard = await openDashboard(browser, fill);
  const { page, store } = dashboard;
  await waitForText(page, "Nothing yet");
  const shown = (text: string) =>
    page.waitForFunction(
      (wanted) =>
        document
          .querySelector<HTMLIFrameElement>(".session-picture-layer[style] iframe")
          ?.contentDocument?.querySelector("h1")?.textContent === wanted,
      {},
      text,
    );
  await storeRunning(store, "Begun");
  await shown("Begun");
  await storeSession(store, 0, "Ended");
  await shown("Ended");
  expect(await page.$$eval(".session-picture iframe", (all) => all.length)).toBe(1);
  expect(dashboard.errors).toEqual([]);
});

test("rows are reached by arrow keys", async () => {
  await using dashboard = await openDashboard(browser, store30);
  const { page } = dashboard;
  await waitForText(page, "Session 0");
  await page.focus(".session-title");
  for (let step = 0; step < 12; step++) await page.keyboard.press("ArrowDown");
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  expect(await focused()).toBe("Session 12");
  await page.keyboard.press("ArrowUp");
  expect(await focused()).toBe("Session 11");
  await page.keyboard.press("Enter");
  await page.waitForSelector(PLAYED);
});

describe.each([
  ["light", 1280],
  ["dark", 1280],
  ["light", 390],
  ["dark", 390],
])("%s, %d px wide", (scheme, width) => {
  async function prepare(page: Page): Promise<void> {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await page.setViewport({ width, height: 844 });
  }

  test("axe finds nothing, and nothing is wider than the screen", async () => {
    await using dashboard = await openDashboard(browser, store30);
    const { page } = dashboard;
    await prepare(page);
    await waitForText(page, "Session 0");
    if (width < 720) await page.click(".filters-toggle");
    expect(await violationsOf(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await page.click(".session-row .button");
    await waitForText(page, "Delete this recording?");
    expect(await violationsOf(page)).toEqual([]);
  });

  test("axe finds nothing where there is nothing, and where one signs in", async () => {
    await using dashboard = await openDashboard(browser, async () => undefined, { tokens: TOKENS });
    const { page } = dashboard;
    await prepare(page);
    await waitForText(page, "This server wants a token");
    expect(await violationsOf(page)).toEqual([]);
    await page.type("#token", TOKEN);
    await page.keyboard.press("Enter");
    await waitForText(page, "Nothing has been recorded yet");
    expect(await violationsOf(page)).toEqual([]);
  });
});
