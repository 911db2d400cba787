import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FixtureSite, flattenDom, readLiveDom, startFixtureSite } from "../../src/index.js";
import { launchChromium } from "./stock-recorder.js";

let site: FixtureSite;
let browser: Browser;

beforeAll(async () => {
  [site, browser] = await Promise.all([startFixtureSite(), launchChromium()]);
});

afterAll(async () => {
  await Promise.all([site.close(), browser.close()]);
});

test("a frame of another site has a process of its own, one of another port has not", async () => {
  const page = await browser.newPage();
  const session = await browser.newBrowserCDPSession();
  const framesWithProcess = async () => {
    const { targetInfos } = await session.send("Target.getTargets");
    return targetInfos.filter(({ type }) => type === "iframe").map(({ url }) => url);
  };
  await page.goto(`${site.origin}/frames/cross-origin.html`);
  expect(await framesWithProcess()).toEqual([]);
  await page.goto(`${site.origin}/frames/cross-site.html`);
  expect((await framesWithProcess()).map((url) => new URL(url).origin)).toEqual([
    site.crossSite,
    site.crossSite,
  ]);
  await page.close();
});

test("a live page is read with the frames of other sites in it, each below its iframe", async () => {
  const page = await browser.newPage();
  await page.goto(`${site.origin}/frames/nested.html`);
  await page.waitForTimeout(300);
  const lines = flattenDom(await readLiveDom(page.mainFrame()));
  const depthOf = (text: string) => lines.find((line) => line.text.includes(text))?.depth ?? -1;
  expect(depthOf("kind=innermost")).toBeGreaterThan(depthOf('"inner"'));
  expect(depthOf('"inner"')).toBeGreaterThan(depthOf('"middle"'));
  await page.close();
});

test("the held image keeps the load event back until it is released", async () => {
  const page = await browser.newPage();
  await page.goto(`${site.origin}/slow-image.html`, { waitUntil: "domcontentloaded" });
  await page.waitForTimeout(300);
  expect(await page.evaluate("document.readyState")).toBe("interactive");
  site.releaseHeld();
  await page.waitForLoadState("load");
  expect(await page.evaluate("document.readyState")).toBe("complete");
  await page.close();
});

test("what is slow takes the time that its path says", async () => {
  const startedAt = Date.now();
  const response = await fetch(`${site.origin}/slow/500/nothing.js`);
  expect(response.status).toBe(200);
  expect(Date.now() - startedAt).toBeGreaterThanOrEqual(495);
});

test("no path leads out of the pages", async () => {
  for (const path of ["/..%2f..%2fpackage.json", "/%2e%2e/respond.ts", "/missing.html"]) {
    expect((await fetch(site.origin + path)).status, path).toBe(404);
  }
});
