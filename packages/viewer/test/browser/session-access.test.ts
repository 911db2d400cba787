import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { CHROMIUM_ARGS, findChromium } from "@pagereel/testing/chromium";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ServedPage, servePage } from "../support/serve-page.js";

const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 390, height: 844, hasTouch: true, isMobile: true };
/** px that a finger needs. */
const FINGER = 40;

let browser: Browser;
let served: ServedPage;
let axe: string;
beforeAll(async () => {
  axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  served = await servePage(fileURLToPath(new URL("session-page/main.tsx", import.meta.url)));
  browser = await puppeteer.launch({ executablePath: findChromium(), args: CHROMIUM_ARGS });
});
afterAll(async () => {
  await browser?.close();
  await served?.[Symbol.asyncDispose]();
});

async function open(scheme: string, viewport: typeof WIDE, scenario = "shop"): Promise<Page> {
  const page = await browser.newPage();
  await page.setViewport(viewport);
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.goto(`${served.url}?scenario=${scenario}#t=98765`);
  await page.waitForSelector(".dock");
  return page;
}

/** What axe finds wrong, each with where. */
async function findProblems(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return (await page.evaluate(`axe.run().then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map((node) =>
      id + ": " + node.target + " " + node.failureSummary)))`)) as string[];
}

test.each([
  ["light", "wide", WIDE],
  ["dark", "wide", WIDE],
  ["light", "narrow", NARROW],
  ["dark", "narrow", NARROW],
])("axe finds nothing in the %s, %s view, whatever is open", async (scheme, _size, viewport) => {
  const page = await open(scheme, viewport);
  expect(await findProblems(page)).toEqual([]);

  await page.locator(".badge-button").click();
  await page.waitForSelector(".session-facts");
  expect(await findProblems(page)).toEqual([]);
  await page.keyboard.press("Escape");

  await page.locator("aria/All 3 tabs").click();
  await page.waitForSelector(".target-picker");
  expect(await findProblems(page)).toEqual([]);
  await page.keyboard.press("Escape");

  await page.locator("aria/Speed: 1×").click();
  await page.waitForSelector("[role=menu]");
  expect(await findProblems(page)).toEqual([]);
  await page.keyboard.press("Escape");

  await page.keyboard.press("?");
  await page.waitForSelector("dialog[open]");
  expect(await findProblems(page)).toEqual([]);
  await page.close();
});

test.each([
  ["light", WIDE],
  ["dark", NARROW],
])("axe finds nothing in the panels and notices, %s", async (scheme, viewport) => {
  const page = await open(scheme, viewport);
  await page.locator("aria/Search[role='tab']").click();
  await page.locator("aria/Search the text of the pages").fill("payment failed");
  await page.waitForSelector(".panel [role=option] mark");
  expect(await findProblems(page)).toEqual([]);

  await page.locator("aria/Inspect[role='tab']").click();
  await page.evaluate(`{
    const { playback, data } = session;
    playback.inspected.value = {
      tagName: "P", attributes: [{ name: "id", value: "a" }], text: "Text", selector: "#a",
      box: { left: 1, top: 2, width: 3, height: 4 },
    };
    playback.notice.value = "A part of the recording could not be loaded.";
    playback.canRetry.value = true;
    playback.busy.value = { what: "Loading" };
    data.interruption.value = "The server does not answer.";
  }`);
  await page.waitForSelector(".element-facts");
  expect(await findProblems(page)).toEqual([]);
  await page.close();
});

test.each(["live", "many", "empty"])("axe finds nothing in the session %j", async (scenario) => {
  const page = await open("light", WIDE, scenario);
  expect(await findProblems(page)).toEqual([]);
  await page.close();
});

test("a narrow view is as wide as the screen, and what one touches is large enough", async () => {
  const page = await open("light", NARROW);
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(NARROW.width);
  const small = await page.$$eval(
    ".transport button, .target-tabs button, .address-bar button, .track, #marker-filter, .tab",
    (elements, finger) =>
      elements
        .filter((element) => element.getBoundingClientRect().height < finger - 4)
        .map((element) => element.outerHTML.slice(0, 100)),
    FINGER,
  );
  expect(small).toEqual([]);
  const track = await page.waitForSelector("[role=slider]");
  const box = await track?.boundingBox();
  if (!box) throw new Error("The timeline has no box.");
  await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
  const part = () =>
    page.evaluate("(session.playback.time.value - session.data.startTime.value) / 240000");
  await expect.poll(part).toBeCloseTo(0.5, 1);
  await page.close();
});

test("nothing moves while it plays", async () => {
  const page = await open("light", WIDE);
  const boxes = () =>
    page.$$eval(".dock button, .panel, .screen, .time-readout", (elements) =>
      elements.map((element) => JSON.stringify(element.getBoundingClientRect())),
    );
  const before = await boxes();
  for (const offset of [0, 11_111, 155_000, 239_999]) {
    await page.evaluate(`session.playback.seek(session.data.startTime.value + ${offset})`);
    expect(await boxes()).toEqual(before);
  }
  await page.close();
});
