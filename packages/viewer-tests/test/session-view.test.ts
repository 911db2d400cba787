import type { Browser, Page } from "puppeteer-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { launchBrowser } from "./support/dashboard.js";
import { type ExportedSession, exportSession, serveSession } from "./support/exported-session.js";
import { shop, startShop } from "./support/shop-site.js";

/** The page that is seen. */
const SHOWN = ".stage-layer[data-shown] iframe" as "iframe";

describe.each([
  ["the exported file", exportSession],
  ["the server's page", serveSession],
])("on %s", (_place, open) => {
  let browser: Browser;
  let session: ExportedSession;
  let page: Page;
  const errors: string[] = [];

  beforeAll(async () => {
    await using site = await startShop();
    session = await open((recorded) => shop(recorded, site.origin));
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await session?.[Symbol.asyncDispose]();
  });

  beforeEach(async () => {
    await page?.close();
    page = await browser.newPage();
    page.on("pageerror", (error) => errors.push(String(error)));
    page.setDefaultTimeout(10_000);
    await page.setViewport({ width: 1280, height: 800 });
    await page.goto(`${session.url}#t=0`);
    await page.waitForSelector(".panel [role=option]");
  });

  /** Waits until the recorded page that is seen has a text in it. */
  async function waitForShown(text: string): Promise<void> {
    await page.waitForFunction(
      `[...document.querySelectorAll(".stage-layer[data-shown] iframe")].some((frame) =>
      frame.contentDocument?.body?.innerText.includes(${JSON.stringify(text)}))`,
    );
  }

  function press(name: string): Promise<void> {
    return page.locator(`aria/${name}[role="button"]`).click();
  }

  test("a marker leads to what the page showed then", async () => {
    await page.locator("::-p-text(Clicks)").click();
    await page.locator(".panel [role=option] ::-p-text(Terms)").click();
    await waitForShown("Add 2");
    await page.locator("#marker-filter").fill("/cart");
    await page.locator("::-p-text(Clicks)").click();
    await page.locator(".panel [role=option]").click();
    await waitForShown("Your cart");
    expect(await page.$eval(".address", (address) => address.textContent)).toMatch(/\/cart$/);
    expect(errors).toEqual([]);
  });

  test("it plays to the end, and from the beginning again", async () => {
    await page.keyboard.press("9");
    await press("Play");
    await waitForShown("Payment failed");
    await page.waitForSelector('aria/Play[role="button"]');
    await expect.poll(() => page.url()).toMatch(/#t=\d+&target=/);
    await press("Play");
    await waitForShown("Shop");
    await press("Pause");
  });

  test("a text is found when it first appeared", async () => {
    await page.locator("aria/Search[role='tab']").click();
    await page.locator("aria/Search the text of the pages").fill("payment failed");
    await page.locator(".panel [role=option] mark").click();
    await waitForShown("Payment failed");
    const shown = () => page.$eval(SHOWN, (frame) => frame.contentDocument?.body.textContent);
    await page.keyboard.press(",");
    await expect.poll(shown).not.toContain("Payment failed");
  });

  test("a popup is pinned, shown, and left again", async () => {
    await page.locator(".target-tab ::-p-text(Terms of sale)").click();
    await waitForShown("Terms of sale");
    expect(await page.$eval(".target-tab[aria-selected=true]", (tab) => tab.textContent)).toContain(
      "Opened by tab 1",
    );
    await press("Follow");
    await page.keyboard.press("End");
    await waitForShown("Payment failed");
  });

  test("an element is inspected, and its page read as text", async () => {
    await page.keyboard.press("End");
    await waitForShown("Payment failed");
    await page.keyboard.press("i");
    const frame = await page.$(".stage-layer[data-shown] iframe");
    const heading = await (await frame?.contentFrame())?.$("h1");
    const box = await heading?.boundingBox();
    const outer = await frame?.boundingBox();
    if (!box || !outer) throw new Error("The heading has no box.");
    await page.mouse.move(Math.max(box.x, outer.x) + 4, Math.max(box.y, outer.y) + 4);
    await page.waitForSelector(".element-tag");
    await press("Page as text");
    await page.waitForSelector(".dom-text");
    expect(await page.$eval(".dom-text", (text) => text.textContent)).toContain(
      "<h1>Your cart</h1>",
    );
  });

  test("what is dragged over is shown while it is dragged", async () => {
    const slider = await page.$('[role="slider"]');
    const box = await slider?.boundingBox();
    if (!box) throw new Error("The time line has no box.");
    const dragTo = (x: number) => page.mouse.move(box.x + x, box.y + box.height / 2, { steps: 5 });
    await dragTo(box.width / 2);
    await page.mouse.down();
    // Beyond its ends it is at them.
    await dragTo(box.width + 10);
    await waitForShown("Payment failed");
    await dragTo(-10);
    await page.waitForFunction(() => document.querySelector(".time-now")?.textContent === "0:00.0");
    await dragTo(box.width + 10);
    await waitForShown("Payment failed");
    await page.mouse.up();
    expect(errors).toEqual([]);
  });

  test("the address of a moment opens at that moment", async () => {
    await page.keyboard.press("End");
    await waitForShown("Payment failed");
    await press("Copy a link of this moment");
    // The browser tells of the new address a little later.
    await expect.poll(() => page.url()).toMatch(/&target=/);
    const link = page.url();
    const other = await browser.newPage();
    await other.goto(link);
    const end = await page.$eval(".time-now", (time) => time.textContent);
    await other.waitForFunction(`document.querySelector(".time-now")?.textContent === "${end}"`);
    await other.waitForFunction(`/cart$/.test(document.querySelector(".address").textContent)`);
    await other.close();
  });

  test("speeds, skipping of inactivity, and the shortcuts do what they say", async () => {
    const textOf = (selector: string) => page.$eval(selector, (element) => element.textContent);
    const isPressed = (name: string) =>
      page.$eval(`aria/${name}[role="button"]`, (button) => button.getAttribute("aria-pressed"));
    await page.keyboard.press("k");
    await page.waitForSelector('aria/Pause[role="button"]');
    await page.keyboard.press("k");
    await page.waitForSelector('aria/Play[role="button"]');
    await page.keyboard.press("Home");
    for (const speed of ["2×", "4×", "8×", "16×", "16×"]) {
      await page.keyboard.press(">");
      await page.waitForFunction(
        (wanted) => document.querySelector(".transport")?.textContent?.includes(wanted),
        {},
        speed,
      );
    }
    for (let i = 0; i < 6; i++) await page.keyboard.press("<");
    await page.waitForFunction(() =>
      document.querySelector(".transport")?.textContent?.includes("0.5×"),
    );
    const before = await isPressed("Skip inactivity");
    await press("Skip inactivity");
    expect(await isPressed("Skip inactivity")).not.toBe(before);
    const start = await textOf(".time-now");
    // The first events may be closer than the time is written.
    const step = async () => {
      await page.keyboard.press(".");
      return textOf(".time-now");
    };
    await expect.poll(step, { timeout: 10_000 }).not.toBe(start);
    await page.keyboard.press("?");
    await page.waitForSelector("dialog[open]");
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => !document.querySelector("dialog[open]"));
    expect(errors).toEqual([]);
  });
});
