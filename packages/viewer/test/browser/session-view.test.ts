import { fileURLToPath } from "node:url";
import { CHROMIUM_ARGS, findChromium } from "@pagereel/testing/chromium";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ServedPage, servePage } from "../support/serve-page.js";
import type { PageHandle } from "./session-page/main.js";

let browser: Browser;
let served: ServedPage;
beforeAll(async () => {
  served = await servePage(fileURLToPath(new URL("session-page/main.tsx", import.meta.url)));
  browser = await puppeteer.launch({ executablePath: findChromium(), args: CHROMIUM_ARGS });
});
afterAll(async () => {
  await browser?.close();
  await served?.[Symbol.asyncDispose]();
});

interface Opened extends AsyncDisposable {
  page: Page;
  errors: string[];
}

async function open(scenario = "shop", hash = "#t=98765"): Promise<Opened> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => errors.push(message.text()));
  await page.setViewport({ width: 1280, height: 800 });
  await page.goto(`${served.url}?scenario=${scenario}${hash}`);
  await page.waitForSelector(".dock");
  return { page, errors, [Symbol.asyncDispose]: () => context.close() };
}

/** What the playback is at: `change` is run in the page first. */
function state(page: Page, change?: (session: PageHandle) => unknown) {
  const source = change ? `(${change})(session);` : "";
  return page.evaluate(`(() => { ${source}
    const { playback, data } = session;
    return {
      offset: playback.time.value - data.startTime.value,
      isPlaying: playback.isPlaying.value,
      speed: playback.speed.value,
      target: playback.targetId.value,
      follows: playback.isFollowing.value,
      skips: playback.skipsInactivity.value,
      zoom: playback.zoom.value,
      inspects: playback.inspects.value,
      isAtLiveEdge: playback.isAtLiveEdge.value,
      calls: playback.calls,
    };
  })()`) as Promise<Record<string, unknown> & { offset: number; calls: string[] }>;
}

function press(page: Page, name: string): Promise<void> {
  return page.locator(`aria/${name}[role="button"]`).click();
}

function textOf(page: Page, selector: string): Promise<string> {
  return page.$eval(selector, (element) => element.textContent ?? "");
}

test("the moment of the address is shown, at the start and when it changes", async () => {
  await using opened = await open("shop", "#t=5000&target=TERMS");
  const { page } = opened;
  expect(await state(page)).toMatchObject({ offset: 5000, target: "TERMS", isPlaying: false });
  await page.evaluate('location.hash = "#t=7000&target=nobody"');
  await page.waitForFunction("session.playback.time.value - session.data.startTime.value === 7000");
  expect(await state(page)).toMatchObject({ target: "TERMS" });
});

test("without a moment it plays, and a session that is recorded is shown as it happens", async () => {
  await using shop = await open("shop", "");
  expect(await state(shop.page)).toMatchObject({ isPlaying: true, offset: 0 });
  await using live = await open("live", "");
  expect(await state(live.page)).toMatchObject({ isAtLiveEdge: true, offset: 240_000 });
});

test("every control of the player does what it says", async () => {
  await using opened = await open();
  const { page, errors } = opened;
  await press(page, "Play");
  expect(await state(page)).toMatchObject({ isPlaying: true });
  await press(page, "Pause");
  expect(await state(page)).toMatchObject({ isPlaying: false });
  await expect.poll(() => page.url()).toContain("#t=98765&target=SHOP");
  await press(page, "Next event");
  expect(await state(page)).toMatchObject({ offset: 98_865 });
  await press(page, "Previous event");
  expect(await state(page)).toMatchObject({ offset: 98_765 });
  await press(page, "Skip inactivity");
  expect(await state(page)).toMatchObject({ skips: true });
  await press(page, "Zoom: Fit");
  await page.locator('aria/150%[role="menuitemradio"]').click();
  expect(await state(page)).toMatchObject({ zoom: 1.5 });
  await page.waitForSelector('aria/Zoom: 150%[role="button"]');
  await press(page, "Follow");
  expect(await state(page)).toMatchObject({ follows: false });
  await press(page, "Follow");
  expect(await state(page)).toMatchObject({ follows: true });
  await press(page, "Full screen");
  await page.waitForSelector(".session.is-full");
  await press(page, "Leave full screen");
  await page.waitForSelector(".session:not(.is-full)");
  expect(errors).toEqual([]);
});

test("the speed is chosen from a menu, by keys too", async () => {
  await using opened = await open();
  const { page } = opened;
  await press(page, "Speed: 1×");
  await page.waitForSelector("[role=menu]");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  expect(await state(page)).toMatchObject({ speed: 2 });
  await page.waitForSelector("[role=menu]", { hidden: true });
  expect(await page.evaluate("document.activeElement.textContent")).toBe("2×");
  await page.keyboard.press("Enter");
  await page.waitForSelector("[role=menu]");
  await page.keyboard.press("Escape");
  await page.waitForSelector("[role=menu]", { hidden: true });
});

test.each([
  ["k", { isPlaying: true }],
  [" ", { isPlaying: true }],
  ["j", { offset: 88_765 }],
  ["l", { offset: 108_765 }],
  ["ArrowLeft", { offset: 93_765 }],
  ["ArrowRight", { offset: 103_765 }],
  [",", { offset: 98_665 }],
  [".", { offset: 98_865 }],
  ["Home", { offset: 0 }],
  ["End", { offset: 240_000 }],
  ["5", { offset: 120_000 }],
  [">", { speed: 2 }],
  ["<", { speed: 0.5 }],
  ["i", { inspects: true }],
] as const)("the key %j does what the help says", async (key, expected) => {
  await using opened = await open();
  await opened.page.keyboard.press(key);
  expect(await state(opened.page)).toMatchObject(expected);
});

test("markers are walked through by keys", async () => {
  await using opened = await open("shop", "#t=0");
  const { page } = opened;
  await page.keyboard.press("m");
  const first = (await state(page)).offset;
  await page.keyboard.press("m");
  const second = (await state(page)).offset;
  expect(second).toBeGreaterThan(first);
  await page.keyboard.press("M");
  expect(await state(page)).toMatchObject({ offset: first });
});

test("keys that are typed into a field are text", async () => {
  await using opened = await open();
  const { page } = opened;
  await page.keyboard.press("/");
  await page.waitForSelector("#marker-filter:focus");
  await page.keyboard.type("k5 payment?");
  expect(await state(page)).toMatchObject({ offset: 98_765, isPlaying: false });
  expect(await page.$("dialog")).toBeNull();
});

test("the help lists the keys, and closes by Escape", async () => {
  await using opened = await open();
  const { page } = opened;
  await page.keyboard.press("?");
  await page.waitForSelector("dialog[open]");
  expect(await textOf(page, "dialog")).toContain("Play or pause");
  await page.keyboard.press("k");
  expect(await state(page)).toMatchObject({ isPlaying: false });
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", { hidden: true });
});

test("the timeline seeks by click, while it is dragged, and by keys", async () => {
  await using opened = await open();
  const { page } = opened;
  const track = await page.waitForSelector("[role=slider]");
  const box = await track?.boundingBox();
  if (!box) throw new Error("The timeline has no box.");
  const at = (part: number) => box.x + part * box.width;
  const y = box.y + box.height / 2;
  await page.mouse.move(at(0.25), y);
  await page.mouse.down();
  expect((await state(page)).offset / 240_000).toBeCloseTo(0.25, 2);
  await page.mouse.move(at(0.5), y);
  expect((await state(page)).offset / 240_000).toBeCloseTo(0.5, 2);
  await page.mouse.up();
  await page.mouse.move(at(0.75), y);
  expect((await state(page)).offset / 240_000).toBeCloseTo(0.5, 2);
  await page.keyboard.press("PageUp");
  expect((await state(page)).offset / 240_000).toBeCloseTo(0.6, 2);
  const spoken = await page.$eval("[role=slider]", (slider) => slider.ariaValueText);
  expect(spoken).toBe("2 minutes 24 seconds of 4 minutes");
});

test("the timeline tells what is under the pointer", async () => {
  await using opened = await open();
  const { page } = opened;
  const box = await (await page.waitForSelector("[role=slider]"))?.boundingBox();
  if (!box) throw new Error("The timeline has no box.");
  await page.mouse.move(box.x + (154 / 240) * box.width, box.y + 5);
  await page.waitForSelector(".hover-tip");
  expect(await textOf(page, ".hover-tip")).toMatch(/^2:3.*crashed/);
});

test("the list of markers is filtered, follows the playback, and seeks", async () => {
  await using opened = await open();
  const { page } = opened;
  expect(await textOf(page, "[role=option][aria-selected=true]")).toMatch(/1:37/);
  await page.locator("aria/Errors 7").click();
  await page.waitForFunction(
    "[...document.querySelectorAll('.panel [role=option]')].every(o => /TypeError/.test(o.textContent))",
  );
  await page.locator(".panel [role=option]").click();
  const { offset } = await state(page);
  expect(offset).toBeLessThan(20_000);
  expect(await textOf(page, ".marker-detail")).toContain("app.js:41:9");
  await page.keyboard.press("ArrowDown");
  expect((await state(page)).offset).toBeGreaterThan(offset);
  await page.locator("#marker-filter").fill("nothing like this");
  await page.waitForSelector(".panel .empty");
});

test("a text of the recorded pages is found, and gone to", async () => {
  await using opened = await open();
  const { page } = opened;
  await page.locator("aria/Search[role='tab']").click();
  await page.locator("aria/Search the text of the pages").fill("payment failed");
  await page.waitForSelector(".panel [role=option] mark");
  await page.locator(".panel [role=option] mark").click();
  expect(await state(page)).toMatchObject({ offset: 151_000, target: "SHOP" });
  await page.locator("aria/Search the text of the pages").fill("refund");
  await page.waitForFunction("/nowhere/.test(document.querySelector('.panel').textContent)");
});

test("an element is inspected, and the page is read as text", async () => {
  await using opened = await open();
  const { page } = opened;
  await press(page, "Inspect an element");
  await state(page, ({ playback }) => {
    playback.inspected.value = {
      tagName: "BUTTON",
      attributes: [{ name: "class", value: "<b>pay</b>" }],
      text: "Pay now",
      selector: "#pay",
      box: { left: 10, top: 20, width: 80, height: 24 },
    };
  });
  await page.waitForSelector(".element-facts");
  expect(await textOf(page, ".element-facts")).toMatch(/button.*#pay.*<b>pay<\/b>.*Pay now/);
  await press(page, "Page as text");
  await page.waitForSelector("dialog[open]");
  expect(await textOf(page, ".dom-text")).toContain("Recorded &lt;b&gt;");
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", { hidden: true });
  await page.keyboard.press("Escape");
  expect(await state(page)).toMatchObject({ inspects: false });
});

test("a tab that is chosen is pinned, in each of the places where tabs are", async () => {
  await using opened = await open();
  const { page } = opened;
  await page.locator(".target-tab:nth-child(2)").click();
  expect(await state(page)).toMatchObject({ target: "TERMS", follows: false });
  await page.keyboard.press("ArrowRight");
  expect(await state(page)).toMatchObject({ target: "BANK" });
  expect(await page.evaluate("document.activeElement.textContent")).toContain("bank.test");
  await page.locator(".lane-name").click();
  expect(await state(page)).toMatchObject({ target: "SHOP" });
  await press(page, "All 3 tabs");
  await page.locator("aria/Filter tabs").fill("terms");
  await page.locator(".target-picker [role=option]").click();
  expect(await state(page)).toMatchObject({ target: "TERMS" });
});

test("in the list of all tabs keys move, and Enter chooses", async () => {
  await using opened = await open();
  const { page } = opened;
  await press(page, "All 3 tabs");
  await page.focus(".target-picker [role=listbox]");
  const marked = () => textOf(page, ".target-picker [aria-selected=true] bdi");
  await page.keyboard.press("End");
  await expect.poll(marked).toBe("bank.test/3d-secure");
  await page.keyboard.press("ArrowUp");
  await expect.poll(marked).toBe("Terms of sale");
  expect(await state(page)).toMatchObject({ target: "SHOP" });
  await page.keyboard.press("Enter");
  await page.waitForSelector(".target-picker", { hidden: true });
  expect(await state(page)).toMatchObject({ target: "TERMS" });
});

test("five thousand tabs and 20,000 markers are no more elements than are seen", async () => {
  await using opened = await open("many", "#t=3600000");
  const { page } = opened;
  expect(await page.$$eval("*", (all) => all.length)).toBeLessThan(1200);
  await page.evaluate("session.playback.pin('T4999')");
  await page.waitForSelector(".target-tab[aria-selected=true][aria-posinset='4999']");
  await page.waitForSelector(".lane.is-shown");
  await page.focus(".target-tab[aria-selected=true]");
  await page.keyboard.press("Home");
  await page.waitForFunction("document.activeElement.ariaPosInSet === '1'");
});

test("a live session can be left and returned to", async () => {
  await using opened = await open("live", "#t=0");
  const { page } = opened;
  await press(page, "Go to live");
  expect(await state(page)).toMatchObject({ isAtLiveEdge: true });
  await page.waitForSelector("aria/Live[role='button']");
  await page.keyboard.press("j");
  await page.waitForSelector("aria/Go to live[role='button']");
});

test("what is missing, or takes long, is said in words", async () => {
  await using opened = await open();
  const { page } = opened;
  await state(page, ({ playback, data, index }) => {
    playback.notice.value = "A part of the recording could not be loaded.";
    playback.canRetry.value = true;
    playback.busy.value = { what: "Loading", part: 0.4 };
    data.interruption.value = "The server does not answer.";
    index.problem.value = "The index is not complete.";
  });
  await press(page, "Try again");
  expect((await state(page)).calls).toContain("retry");
  const text = await textOf(page, ".session");
  for (const words of ["does not answer", "not complete", "could not be loaded", "Loading"]) {
    expect(text).toContain(words);
  }
});

test("the state is explained, and an empty recording says why", async () => {
  await using opened = await open("empty", "");
  const { page } = opened;
  expect(await textOf(page, ".screen-notice")).toContain("has no tabs");
  await page.locator(".badge-button").click();
  await page.waitForSelector(".session-facts");
  expect(await textOf(page, ".session-facts")).toMatch(/has ended.*asterisks.*01980f3e/);
});

test("the link of the moment is copied", async () => {
  await using opened = await open();
  const { page } = opened;
  await page.browserContext().overridePermissions(served.url, ["clipboard-write"]);
  await press(page, "Copy a link of this moment");
  await page.waitForSelector(".toast");
  expect(await textOf(page, ".toast")).toBe("Link of this moment copied");
  await expect.poll(() => page.url()).toContain("#t=98765&target=SHOP");
});
