import { CHROMIUM_ARGS, findChromium } from "@pagereel/testing";
import { EventType } from "@rrweb/types";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startCountingServer } from "../support/counting-server.js";
import { openReplay } from "../support/replay-file.js";
import {
  brokenEvent,
  element,
  fullSnapshot,
  meta,
  mutation,
  START,
  text,
} from "../support/rrweb-events.js";
import { recordWithStockRrweb } from "../support/stock-recording.js";

const sessionId = "01980f3e-7c1a-7d2e-9b1f-3a5c7e9d1b2f";
const SCRIPT_IN_TEXT = "</script><script>window.pwned = 1</script>";
/** How long what a page should not do is waited for. */
const QUIET_MS = 500;

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGS });
});
afterAll(() => browser.close());

test("plays every target of a recording, and asks nothing of the network", async () => {
  await using server = await startCountingServer({
    "/shop": [
      "text/html",
      (origin) => `<!doctype html><title>Shop${SCRIPT_IN_TEXT.replaceAll("<", "&lt;")}</title>
        <link rel="stylesheet" href="${origin}/style.css">
        <img src="${origin}/x.png" width="20" height="20">
        <p>${SCRIPT_IN_TEXT.replaceAll("<", "&lt;")}</p>
        <button onclick="this.textContent = 'Added ' + ++clicks">Add</button>
        <script>var clicks = 0</script>`,
    ],
    "/terms": ["text/html", () => "<!doctype html><h1>Terms of sale</h1>"],
    "/style.css": ["text/css", () => "button { color: rgb(1, 2, 3) }"],
    "/x.png": ["image/png", () => Buffer.from("89504e470d0a1a0a", "hex")],
  });
  const recording = await recordWithStockRrweb(browser, {
    SHOP: { url: `${server.origin}/shop`, act: clickThrice },
    TERMS: { url: `${server.origin}/terms`, act: (page) => page.mouse.move(50, 50) },
  });
  server.connections = 0;

  await using replay = await openReplay(browser, recording);
  const { page } = replay;
  const shop = page.frameLocator("#panel-0 iframe");
  await shop.getByText("Added 3").waitFor();
  expect(await shop.locator("p").textContent()).toBe(SCRIPT_IN_TEXT);

  await page.getByRole("tab", { name: "127.0.0.1" }).click();
  await page.frameLocator("#panel-1 iframe").getByText("Terms of sale").waitFor();
  expect(await page.locator("#panel-0").isVisible()).toBe(false);

  await page.waitForTimeout(QUIET_MS);
  expect(server.connections).toBe(0);
  expect(replay.errors).toEqual([]);
  expect(await page.evaluate("window.pwned")).toBeUndefined();
});

test("runs and requests nothing that a hostile recording brings", async () => {
  await using server = await startCountingServer();
  const hostile = (path: string) => `${server.origin}/${path}`;
  const frame = element("iframe", { src: hostile("frame") });
  const head = [
    element("title", {}, text(`</title>${SCRIPT_IN_TEXT}`)),
    element("link", { rel: "preconnect", href: server.origin }),
    element("link", { rel: "prefetch", href: hostile("prefetch") }),
    element("meta", { "http-equiv": "refresh", content: `0;url=${hostile("refresh")}` }),
    element(
      "style",
      {},
      text(`@import "${hostile("css")}"; body { background: url(${hostile("bg")}) }`),
    ),
    element("script", {}, text("top.pwned = 2")),
    element("SCRIPT", {}, text("top.pwned = 3")),
  ];
  const body = [
    frame,
    element("iframe", { src: "javascript:top.pwned = 4" }),
    element("iframe", {
      srcdoc: `<link rel=preconnect href=${server.origin}><script>top.pwned = 5</script>`,
    }),
    element("img", {
      src: hostile("img"),
      srcset: `${hostile("2x")} 2x`,
      onerror: "top.pwned = 6",
    }),
    element("video", { src: hostile("video"), poster: hostile("poster") }),
    element("object", { data: hostile("object") }),
    element("p", {}, text("end of page")),
  ];
  const later = mutation(
    { attributes: [{ id: frame.id, attributes: { src: hostile("late") } }] },
    50,
  );
  const events = [meta(hostile(SCRIPT_IN_TEXT)), fullSnapshot({ head, body }), later];

  await using replay = await openReplay(browser, {
    sessionId: SCRIPT_IN_TEXT,
    duration: 50,
    events: { T: events, U: [meta(hostile(SCRIPT_IN_TEXT), 1)] },
  });
  await replay.page.frameLocator("#panel-0 iframe").getByText("end of page").waitFor();
  await replay.page.waitForTimeout(QUIET_MS);
  expect(server.connections).toBe(0);
  expect(await replay.page.evaluate("window.pwned")).toBeUndefined();
  expect(await replay.page.getByRole("tab").first().textContent()).toBe(
    `1</title>${SCRIPT_IN_TEXT}`,
  );
});

test("says why a tab cannot be played, and moves between tabs by keyboard", async () => {
  const page = fullSnapshot({ body: [element("p", {}, text("played"))] }, 1);
  await using replay = await openReplay(browser, {
    sessionId,
    duration: 100,
    events: {
      cut: [meta("https://cut.test/", 10), mutation({}, 20)],
      broken: [brokenEvent(EventType.Meta, 30), brokenEvent(EventType.FullSnapshot, 31)],
      played: [meta("https://played.test/"), page, mutation({}, 100)],
    },
  });
  const tabs = replay.page.getByRole("tab");
  const panel = replay.page.getByRole("tabpanel");
  expect(await tabs.allTextContents()).toEqual(["1played.test", "2cut.test", "3Unnamed tab"]);
  await replay.page.frameLocator("iframe").getByText("played").waitFor();

  await tabs.first().press("ArrowRight");
  expect(await panel.textContent()).toContain(
    "the full snapshot that a replay starts from is missing",
  );
  await replay.page.keyboard.press("ArrowRight");
  await panel.getByText("its events are broken").waitFor();
  await replay.page.keyboard.press("ArrowRight");
  expect(await tabs.first().getAttribute("aria-selected")).toBe("true");
  await replay.page.keyboard.press("End");
  expect(await selectedTab(replay.page)).toBe("3Unnamed tab");
});

test("opens with the first tab that has a page", async () => {
  const page = fullSnapshot({ body: [element("p", {}, text("played"))] }, 21);
  const events = {
    blank: [meta("about:blank"), fullSnapshot({})],
    cut: [meta("https://cut.test/", 10), mutation({}, 11)],
    page: [meta("https://page.test/", 20), page],
  };
  await using replay = await openReplay(browser, { sessionId, duration: 21, events });
  await replay.page.frameLocator("iframe").getByText("played").waitFor();
  expect(await selectedTab(replay.page)).toBe("3page.test");
});

test("tells of an event that fails while it is played", async () => {
  const events = [meta("https://a.test/"), brokenEvent(EventType.FullSnapshot), mutation({})];
  events[1] = { ...events[1], data: {} } as (typeof events)[1];
  await using replay = await openReplay(browser, { sessionId, duration: 2, events: { T: events } });
  await replay.page.getByRole("status").getByText("could not be replayed").waitFor();
});

test("shows the session's facts and fits the window, whatever its size", async () => {
  const body = [element("p", {}, text("page"))];
  const events = [meta("https://a.test/"), fullSnapshot({ body }), mutation({}, 83_000)];
  await using replay = await openReplay(browser, {
    sessionId,
    duration: 83_000,
    events: { T: events },
  });
  const { page } = replay;
  const header = page.locator("header");
  await header.getByText(sessionId).waitFor();
  expect(await header.textContent()).toMatch(/1m 23s.*Events3/s);
  expect(await header.locator("time").getAttribute("datetime")).toBe(new Date(START).toISOString());

  for (const size of [
    { width: 1280, height: 800 },
    { width: 700, height: 480 },
  ]) {
    await page.setViewportSize(size);
    await expect.poll(() => isWithin(page, ".rr-controller", size)).toBe(true);
    await expect.poll(() => isWithin(page, ".replayer-wrapper iframe", size)).toBe(true);
    expect(await page.evaluate("document.documentElement.scrollHeight")).toBe(size.height);
  }
});

async function clickThrice(page: Page): Promise<void> {
  for (let click = 0; click < 3; click++) await page.click("button");
}

function selectedTab(page: Page): Promise<string | null> {
  return page.getByRole("tab", { selected: true }).textContent();
}

async function isWithin(
  page: Page,
  selector: string,
  size: { width: number; height: number },
): Promise<boolean> {
  const box = await page.locator(selector).boundingBox();
  return (
    box !== null &&
    box.x >= 0 &&
    box.y >= 0 &&
    box.x + box.width <= size.width &&
    box.y + box.height <= size.height
  );
}
