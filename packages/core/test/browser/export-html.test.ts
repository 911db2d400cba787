import { CHROMIUM_ARGS, findChromium } from "@pagereel/testing";
import {
  brokenEvent,
  element,
  fullSnapshot,
  meta,
  mutation,
  START,
  sampleManifest,
  text,
} from "@pagereel/testing/recordings";
import { EventType } from "@rrweb/types";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { exportHtml } from "../../src/export-html/export-html.js";
import { startCountingServer } from "../support/counting-server.js";
import { openReplay } from "../support/replay-file.js";
import { recordWithStockRrweb } from "../support/stock-recording.js";

const sessionId = "01980f3e-7c1a-7d2e-9b1f-3a5c7e9d1b2f";
const SCRIPT_IN_TEXT = "</script><script>window.pwned = 1</script>";
/** The frame of the page that is shown. */
const SHOWN = ".stage-layer[data-shown] iframe";
/** How long what a page should not do is waited for. */
const QUIET_MS = 500;
/** What the file may have besides the recording. */
const MAX_PAGE_BYTES = 200_000;

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGS });
});
afterAll(() => browser.close());

test("the page is small, whatever it plays", async () => {
  const html = await exportHtml({ sessionId, duration: 0, events: {} });
  expect(Buffer.byteLength(html)).toBeLessThan(MAX_PAGE_BYTES);
});

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
  await page.getByRole("tab", { name: /Shop/ }).click();
  await page.getByRole("slider").press("End");
  const shown = page.frameLocator(SHOWN);
  await shown.getByText("Added 3").waitFor();
  expect(await shown.locator("p").textContent()).toBe(SCRIPT_IN_TEXT);
  await page.getByRole("tab", { name: /127\.0\.0\.1/ }).click();
  await shown.getByText("Terms of sale").waitFor();

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
    events: { T: events, [SCRIPT_IN_TEXT]: [meta(hostile(SCRIPT_IN_TEXT), 1)] },
  });
  await replay.page.getByRole("tab", { name: "</title>" }).click();
  await replay.page.frameLocator(SHOWN).getByText("end of page").waitFor();
  await replay.page.waitForTimeout(QUIET_MS);
  expect(server.connections).toBe(0);
  expect(await replay.page.evaluate("window.pwned")).toBeUndefined();
  expect(await replay.page.getByRole("tab").first().textContent()).toContain(
    `</title>${SCRIPT_IN_TEXT}`,
  );
});

test("says why there is nothing to see, and moves between tabs by keyboard", async () => {
  const page = fullSnapshot({ body: [element("p", {}, text("played"))] }, 1);
  await using replay = await openReplay(browser, {
    sessionId,
    duration: 100,
    events: {
      played: [meta("https://played.test/"), page, mutation({}, 100)],
      cut: [meta("https://cut.test/", 10), mutation({}, 20)],
      broken: [brokenEvent(EventType.Meta, 30), brokenEvent(EventType.FullSnapshot, 31)],
    },
  });
  const tabs = replay.page.getByRole("tab");
  await tabs.first().click();
  await replay.page.frameLocator(SHOWN).getByText("played").waitFor();
  const notice = replay.page.locator(".screen-notice");
  await tabs.first().press("ArrowRight");
  await notice.getByText(/\w/).waitFor();
  await replay.page.keyboard.press("ArrowRight");
  await notice.getByText(/\w/).waitFor();
  expect(await replay.page.locator(".target-tab[aria-selected=true]").textContent()).toContain("3");
});

test("tells what the manifest does", async () => {
  const body = [element("p", {}, text("page"))];
  const manifest = sampleManifest({
    sessionId,
    state: "partial",
    startedAt: START,
    duration: 83_000,
    targets: [{ targetId: "T", openedAt: START, urls: [], title: "The title of the manifest" }],
    gaps: [{ from: START + 10_000, to: START + 20_000, reason: "batch-lost" }],
    process: { host: "build-7.internal", pid: 1 },
  });
  const events = [meta("https://a.test/"), fullSnapshot({ body }), mutation({}, 83_000)];
  const recording = { sessionId, duration: 83_000, events: { T: events } };
  await using replay = await openReplay(browser, recording, { manifest, title: "Run <481>" });
  const { page } = replay;
  await page.getByText("Partial").waitFor();
  await page.getByRole("tab", { name: "The title of the manifest" }).waitFor();
  expect(await page.title()).toBe("Run <481>");
  // Of the machine that recorded it nothing is told.
  expect(await page.content()).not.toContain("build-7.internal");
});

test.each([
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
])("fits a window of $width by $height", async (size) => {
  const body = [element("p", {}, text("page"))];
  const events = [meta("https://a.test/"), fullSnapshot({ body }), mutation({}, 83_000)];
  const recording = { sessionId, duration: 83_000, events: { T: events } };
  await using replay = await openReplay(browser, recording, {});
  const { page } = replay;
  await page.setViewportSize(size);
  await page.frameLocator(SHOWN).getByText("page").waitFor();
  const box = await page.locator(".stage-sheet").boundingBox();
  expect(box?.x).toBeGreaterThanOrEqual(0);
  expect((box?.x ?? 0) + (box?.width ?? Infinity)).toBeLessThanOrEqual(size.width);
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(size.width);
});

test("a browser that is too old is told so", async () => {
  const context = await browser.newContext();
  await context.addInitScript("delete window.DecompressionStream");
  await using replay = await openReplay(context, { sessionId, duration: 0, events: {} });
  await replay.page.getByText("This browser is too old").waitFor();
  await context.close();
});

async function clickThrice(page: Page): Promise<void> {
  for (let click = 0; click < 3; click++) await page.click("button");
}
