import { existsSync } from "node:fs";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exportSession, serveSession } from "./support/exported-session.js";
import { shop, startShop } from "./support/shop-site.js";

/** Debian's; `FIREFOX_PATH` names another one. */
const FIREFOX = process.env.FIREFOX_PATH ?? "/usr/bin/firefox-esr";

/** Where there is no Firefox, its tests are skipped: `apt-get install firefox-esr` brings it. */
const describeIn = existsSync(FIREFOX) ? describe : describe.skip;

describeIn("in Firefox", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await puppeteer.launch({ browser: "firefox", executablePath: FIREFOX });
  });
  afterAll(() => browser?.close());

  test.each([
    ["the exported file", exportSession],
    ["the server's page", serveSession],
  ])("%s opens, plays and seeks, and asks for nothing but its own", async (_place, open) => {
    await using site = await startShop();
    await using session = await open((recorded) => shop(recorded, site.origin));
    const page = await browser.newPage();
    const errors: string[] = [];
    const requests: string[] = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(`${session.url}#t=0`);
    await page.waitForSelector(".panel [role=option]");
    await page.keyboard.press("End");
    await waitForShown(page, "Your cart");
    await page.keyboard.press("Home");
    // Not while it plays, when the list moves; of a list only what is in sight is there.
    await page.locator(".panel [role=option] ::-p-text(“Add”)").click();
    await waitForShown(page, "Shop");
    await page.click(".transport .button-primary");
    await waitForShown(page, "Your cart");

    const own = new URL("/", session.url).href;
    const strange = requests.filter((url) => !url.startsWith(own) && !/^(?:data|blob):/.test(url));
    expect(strange).toEqual([]);
    expect(requests.filter((url) => url.startsWith(site.origin))).toEqual([]);
    expect(errors).toEqual([]);
    await page.close();
  });
});

async function waitForShown(page: Page, text: string): Promise<void> {
  await page.waitForFunction(
    `[...document.querySelectorAll(".stage-layer[data-shown] iframe")].some((frame) =>
      frame.contentDocument?.body?.textContent.includes(${JSON.stringify(text)}))`,
  );
}
