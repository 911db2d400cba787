import { mkdir, mkdtemp, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { memoryStore } from "@pagereel/core";
import { launch } from "@pagereel/puppeteer-adapter";
import { CHROMIUM_ARGS, findChromium } from "@pagereel/testing/chromium";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser, openDashboard, waitForText } from "./support/dashboard.js";
import { waitForShown } from "./support/open-viewer.js";
import { buyShoes, startPictureShop } from "./support/picture-shop.js";

/** Where the pictures go that the guide shows: `docs/images` makes them anew. */
const FOLDER = process.env.PAGEREEL_PICTURES;

/** Bytes of a picture in the repository. */
const MAX_BYTES = 150_000;

let browser: Browser;
let folder: string;
const store = memoryStore();
beforeAll(async () => {
  folder = FOLDER ?? (await mkdtemp(join(tmpdir(), "pagereel-pictures-")));
  await mkdir(folder, { recursive: true });
  await recordShopping();
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

async function recordShopping(): Promise<void> {
  await using shop = await startPictureShop();
  for (const card of ["4242 4242 4242 4242", "4000 0000 0000 0002"]) {
    const recorded = await launch({
      executablePath: findChromium(),
      args: CHROMIUM_ARGS,
      defaultViewport: { width: 1024, height: 640 },
      recording: { sink: store, metadata: { test: "buy shoes" } },
    });
    await buyShoes(recorded, shop.origin, card).finally(() => recorded.close());
  }
}

test.each([
  ["wide-light", "light", 1280],
  ["wide-dark", "dark", 1280],
  ["narrow-light", "light", 390],
  ["narrow-dark", "dark", 390],
])("a session, %s", async (name, scheme, width) => {
  await using dashboard = await openDashboard(browser, async () => undefined, { store });
  const { page, errors } = dashboard;
  await prepare(page, scheme, width);
  await page.locator("::-p-text(Checkout)").click();
  await page.waitForSelector(".panel [role=option]");
  await page.keyboard.press("End");
  await waitForShown(page, "declined");
  await page.waitForSelector(".panel [role=option] ::-p-text(Payment failed: card_declined)");
  await takePicture(page, `viewer-${name}`);
  expect(errors).toEqual([]);
});

test.each([
  ["wide-light", "light", 1280],
  ["wide-dark", "dark", 1280],
  ["narrow-light", "light", 390],
])("the dashboard, %s", async (name, scheme, width) => {
  await using dashboard = await openDashboard(browser, async () => undefined, { store });
  const { page, errors } = dashboard;
  await prepare(page, scheme, width);
  // Where there is no room for them there are no pictures of the sessions.
  await page.waitForFunction(
    (count) => document.querySelectorAll(".session-picture-layer[style]").length === count,
    {},
    width > 720 ? 2 : 0,
  );
  await takePicture(page, `dashboard-${name}`);
  expect(errors).toEqual([]);
});

async function prepare(page: Page, scheme: string, width: number): Promise<void> {
  await page.setViewport({ width, height: width > 720 ? 800 : 844 });
  await page.emulateMediaFeatures([
    { name: "prefers-color-scheme", value: scheme },
    { name: "prefers-reduced-motion", value: "reduce" },
  ]);
  await waitForText(page, "Checkout");
}

async function takePicture(page: Page, name: string): Promise<void> {
  const path = join(folder, `${name}.png`) as `${string}.png`;
  await page.screenshot({ path, optimizeForSpeed: false });
  expect((await stat(path)).size).toBeLessThan(MAX_BYTES);
}
