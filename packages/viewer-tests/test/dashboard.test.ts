import type { Store } from "@pagereel/core";
import type { Browser } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  launchBrowser,
  openDashboard,
  TOKEN,
  TOKENS,
  titlesOf,
  waitForText,
} from "./support/dashboard.js";
import { NEWEST, sessionIdOf, storeSession } from "./support/stored-session.js";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function storeThree(store: Store): Promise<void> {
  await storeSession(store, 2, "Checkout");
  await storeSession(store, 1, "Login", {
    state: "partial",
    metadata: { test: "log in", run: 7 },
    gaps: [{ from: NEWEST, to: NEWEST + 1, reason: "batch-lost" }],
    duration: 7_500_000,
  });
  await storeSession(store, 0, "Search", { state: "recording", updatedAt: Date.now() });
}

describe("the list", () => {
  test("has the sessions, newest first, with what is known of each", async () => {
    await using dashboard = await openDashboard(browser, storeThree);
    const { page } = dashboard;
    await waitForText(page, "Checkout");
    expect(await titlesOf(page)).toEqual(["Search", "Login", "Checkout"]);
    const rows = await page.$$eval(".session-row", (all) => all.map((row) => row.textContent));
    expect(rows[0]).toContain("Recording");
    expect(rows[1]).toMatch(/shop\.test\/1.*test=log in.*Partial.*1 gap.*2 h 5 min.*1 tab/s);
    expect(rows[2]).toMatch(/Complete.*1 min 23 s/s);
    expect(await page.title()).toBe("Sessions · Pagereel");
    expect(dashboard.errors).toEqual([]);
  });

  test("shows what is new, and what has ended, by itself", async () => {
    await using dashboard = await openDashboard(browser, storeThree);
    const { page, store } = dashboard;
    await waitForText(page, "Search");
    await storeSession(store, 0, "Search, ended");
    await storeSession(store, -1, "Brand new");
    await waitForText(page, "Brand new");
    expect(await titlesOf(page)).toEqual(["Brand new", "Search, ended", "Login", "Checkout"]);
  });

  test("loads more as one scrolls, and keeps few rows in the document", async () => {
    const fill = async (store: Store) => {
      for (let age = 0; age < 180; age++) await storeSession(store, age, `Session ${age}`);
    };
    await using dashboard = await openDashboard(browser, fill);
    const { page } = dashboard;
    await waitForText(page, "Session 0");
    while (!(await titlesOf(page)).includes("Session 179")) {
      await page.$eval(".session-scroller", (list) => list.scrollBy(0, 1500));
      await page.waitForFunction(() => !document.querySelector("[role=progressbar]"));
    }
    await waitForText(page, "180 sessions");
    expect((await titlesOf(page)).length).toBeLessThan(40);
  });

  test("says how to record while there is nothing", async () => {
    await using dashboard = await openDashboard(browser, async () => undefined);
    await waitForText(dashboard.page, "Nothing has been recorded yet");
    const code = await dashboard.page.$eval("pre", (pre) => pre.textContent);
    const endpoint = dashboard.server.url.replace("http", "ws");
    expect(code).toContain(`"${endpoint}/devtools/browser?recording=true"`);
  });

  test("says that the server is away, and goes on when it is back", async () => {
    await using dashboard = await openDashboard(browser, storeThree);
    const { page } = dashboard;
    await waitForText(page, "Checkout");
    await page.setOfflineMode(true);
    await waitForText(page, "The server cannot be reached");
    expect(await titlesOf(page)).toHaveLength(3);
    await page.setOfflineMode(false);
    await page.click("::-p-aria(Try again)");
    await page.waitForFunction(() => !document.querySelector(".dashboard-problem"));
  });
});

describe("filters", () => {
  test("by text, which stays in the address", async () => {
    await using dashboard = await openDashboard(browser, storeThree);
    const { page } = dashboard;
    await waitForText(page, "Checkout");
    await page.type("input[type=search]", "LOG");
    await page.waitForFunction(() => document.querySelectorAll(".session-row").length === 1);
    expect(await titlesOf(page)).toEqual(["Login"]);
    expect(page.url()).toBe(`${dashboard.server.url}/?q=LOG`);
    await page.reload();
    await waitForText(page, "1 session");
    expect(await titlesOf(page)).toEqual(["Login"]);
  });

  test("what is being typed stays when the list brings something new", async () => {
    await using dashboard = await openDashboard(browser, storeThree);
    const { page, store } = dashboard;
    await waitForText(page, "Checkout");
    await page.evaluate(() => {
      const { setTimeout: start } = window;
      // The pause in typing that starts a search does not come.
      const startOther = (call: TimerHandler, ms?: number) => (ms === 250 ? 0 : start(call, ms));
      window.setTimeout = startOther as typeof setTimeout;
    });
    await page.type("input[type=search]", "LOG");
    await storeSession(store, -1, "Brand new");
    await waitForText(page, "Brand new");
    expect(await page.$eval("input[type=search]", (field) => field.value)).toBe("LOG");
  });

  test("by state, and by metadata; clearing them brings all back", async () => {
    await using dashboard = await openDashboard(browser, storeThree);
    const { page } = dashboard;
    await waitForText(page, "Checkout");
    await page.type("::-p-aria(Metadata)", "test=log in");
    await page.keyboard.press("Enter");
    await waitForText(page, "1 session");
    expect(await titlesOf(page)).toEqual(["Login"]);
    await page.select("select", "final");
    await waitForText(page, "No session fits these filters");
    await page.click("::-p-aria(Clear the filters)");
    await waitForText(page, "3 sessions");
  });

  test("by day", async () => {
    await using dashboard = await openDashboard(browser, storeThree);
    const { page } = dashboard;
    await waitForText(page, "Checkout");
    await page.goto(`${dashboard.server.url}/?until=${NEWEST - 90_000}`);
    await waitForText(page, "1 session");
    expect(await titlesOf(page)).toEqual(["Checkout"]);
  });

  test("sorting holds for what is loaded", async () => {
    await using dashboard = await openDashboard(browser, storeThree);
    const { page } = dashboard;
    await waitForText(page, "Checkout");
    await page.select(".filters-more > label:last-child select", "longest");
    await page.waitForFunction(
      () => document.querySelector(".session-title")?.textContent === "Login",
    );
  });
});

test("a recording is deleted after a question", async () => {
  await using dashboard = await openDashboard(browser, storeThree);
  const { page, store } = dashboard;
  await waitForText(page, "Checkout");
  await page.click("::-p-aria(Delete Checkout)");
  await waitForText(page, "Delete this recording?");
  await page.click("::-p-aria(Cancel)");
  await page.waitForFunction(() => !document.querySelector("dialog"));
  await page.click("::-p-aria(Delete Checkout)");
  await page.click("dialog .button-danger");
  await waitForText(page, "2 sessions");
  expect(await titlesOf(page)).toEqual(["Search", "Login"]);
  expect(await store.readManifest(sessionIdOf(2))).toBeUndefined();
});

test("one that is recorded still is not deleted, and the dialog says why", async () => {
  await using dashboard = await openDashboard(browser, storeThree);
  const { page } = dashboard;
  await waitForText(page, "Search");
  await page.click("::-p-aria(Delete Search)");
  await page.click("dialog .button-danger");
  await waitForText(page, "The session is still being recorded");
});

test("a server with tokens asks for one, which is in no address and outlives no tab", async () => {
  await using dashboard = await openDashboard(browser, storeThree, { tokens: TOKENS });
  const { page } = dashboard;
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  await waitForText(page, "This server wants a token");
  await page.type("#token", "wrong");
  await page.keyboard.press("Enter");
  await waitForText(page, "The server does not know this token");
  await page.click("#token", { count: 3 });
  await page.type("#token", TOKEN);
  await page.keyboard.press("Enter");
  await waitForText(page, "Checkout");
  expect(page.url()).toBe(`${dashboard.server.url}/`);
  await page.reload();
  await waitForText(page, "Checkout");
  expect(requests.filter((url) => url.includes(TOKEN))).toEqual([]);
  expect(await page.evaluate(() => [localStorage.length, document.cookie])).toEqual([0, ""]);
  await page.click("::-p-aria(Sign out)");
  await waitForText(page, "You are signed out");
  expect(dashboard.errors).toEqual([]);
});
