import { setTimeout as wait } from "node:timers/promises";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "./support/dashboard.js";
import { hostileRecording, LAST_WORDS } from "./support/hostile-recording.js";
import { SESSION_ID } from "./support/made-recording.js";
import { type OpenViewer, openViewer, PLACES, press } from "./support/open-viewer.js";
import { startTrap } from "./support/trap.js";

/** How long what a page should not do is waited for. */
const QUIET_MS = 1000;

/** What the viewer itself asks a server for. */
const OWN = new RegExp(
  `^/(?:sessions/${SESSION_ID}|assets/[\\w-]+\\.(?:js|css)|recording/${SESSION_ID}/(?:manifest|segments/A/1))$`,
);

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe.each(PLACES)("a hostile recording on %s", (place) => {
  test("runs nothing, reaches nobody, and goes nowhere, while it is looked at closely", async () => {
    await using trap = await startTrap();
    await using viewer = await openViewer(browser, place, (origin) =>
      hostileRecording([trap.origin, origin]),
    );
    const { page, url, errors } = viewer;
    const dialogs: string[] = [];
    page.on("dialog", (dialog) => dialogs.push(dialog.message()));
    await waitForHeading(page);
    await playToEnd(page);
    await lookClosely(page);
    await searchFor(page, LAST_WORDS);

    await wait(QUIET_MS);
    expect(strangeRequests(viewer)).toEqual([]);
    expect(trap.connections).toBe(0);
    expect(await page.evaluate("[typeof pwned, document.querySelectorAll('img').length]")).toEqual([
      "undefined",
      0,
    ]);
    expect(page.url().replace(/#.*/, "")).toBe(url);
    expect((await page.browserContext().pages()).length).toBe(1);
    expect([errors, dialogs]).toEqual([[], []]);
    // None of the viewer's own links is what a recording says.
    const links = await page.$$eval("a[href]", (all) => all.map((link) => link.href));
    expect(links.filter((link) => !link.startsWith(new URL("/", url).href))).toEqual([]);
  });
});

test("nothing of a hostile recording gets out by its small picture on the dashboard", async () => {
  await using trap = await startTrap();
  await using viewer = await openViewer(browser, "the server's page", (origin) =>
    hostileRecording([trap.origin, origin]),
  );
  const { page, requests } = viewer;
  await page.goto(new URL("/", viewer.url).href);
  requests.splice(0);
  await page.waitForFunction(() => document.querySelector(".session-picture-layer[style] iframe"));
  await wait(QUIET_MS);
  expect(strangeRequests(viewer)).toEqual([]);
  expect(trap.connections).toBe(0);
  expect(await page.evaluate("typeof pwned")).toBe("undefined");
  expect(viewer.errors).toEqual([]);
});

/** The text below is too long to be read again and again. */
async function waitForHeading(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document
      .querySelector<HTMLIFrameElement>(".stage-layer[data-shown] iframe")
      ?.contentDocument?.querySelector("h1"),
  );
}

async function playToEnd(page: Page): Promise<void> {
  await page.keyboard.press("Home");
  await page.waitForSelector('[role=slider][aria-valuenow="0"]');
  await press(page, "Play");
  await page.waitForFunction(() => {
    const slider = document.querySelector("[role=slider]");
    return slider?.ariaValueNow === slider?.ariaValueMax;
  });
  await page.waitForSelector('aria/Play[role="button"]');
}

/** Clicks on it, points at it, and reads it as text. */
async function lookClosely(page: Page): Promise<void> {
  const stage = await (await page.$(".stage-layer[data-shown] iframe"))?.boundingBox();
  if (!stage) throw new Error("The stage is not seen.");
  for (const y of [10, 30, 60, 90, 150]) await page.mouse.click(stage.x + 30, stage.y + y);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.keyboard.press("i");
  await page.mouse.move(stage.x + 30, stage.y + 30);
  await page.waitForSelector(".element-tag");
  await press(page, "Page as text");
  await page.waitForSelector(".dom-text");
  await page.keyboard.press("Escape");
}

async function searchFor(page: Page, text: string): Promise<void> {
  await page.locator("aria/Search[role='tab']").click();
  await page.locator("aria/Search the text of the pages").fill(text);
  await page.waitForSelector(".panel [role=option] mark");
}

function strangeRequests({ requests, url }: OpenViewer): string[] {
  const { origin } = new URL(url);
  return requests.filter((request) => {
    if (request === url) return false;
    const { pathname } = new URL(request);
    return !(
      request.startsWith(`${origin}/`) &&
      (OWN.test(pathname) || pathname === "/recordings")
    );
  });
}
