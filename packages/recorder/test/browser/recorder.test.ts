import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { BatchAssembler, parseBatch } from "@pagereel/protocol";
import { recorderSource } from "@pagereel/recorder";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RecorderConfig } from "../../src/config.js";

const config: RecorderConfig = {
  binding: "_binding",
  token: "_token",
  maskAllInputs: true,
  maskContentEditable: false,
  maskFn: "length-preserving",
  secrets: [],
  sampling: { mouseMoveIntervalMs: 0, scrollIntervalMs: 0, mediaIntervalMs: 0, input: "all" },
};

// Stands in for the binding: the page's own script cannot see the array either.
const script = `{
  const calls = [];
  window._binding = (payload) => calls.push(payload);
  const controls = (${recorderSource})(${JSON.stringify(config)});
  Object.defineProperty(window, "_test", { value: { calls, controls } });
}`;

let browser: Browser;
let server: Server;
let html = "";

beforeAll(async () => {
  server = createServer((request, response) => {
    response.setHeader("content-type", "text/html");
    if (request.url === "/never") return;
    response.end(html);
  }).listen(0, "127.0.0.1");
  browser = await chromium.launch({
    executablePath: process.env.CHROME_PATH ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-quic", "--no-first-run"].concat([
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ]),
  });
});

afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
});

async function open(body: string, waitUntil: "load" | "commit" = "load"): Promise<Page> {
  html = body;
  const page = await browser.newPage();
  await page.addInitScript(script);
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { waitUntil });
  return page;
}

/** All that the recorder sent by the end of the task before. */
async function sent(page: Page) {
  const calls: string[] = await page.evaluate("_test.calls");
  const assembler = new BatchAssembler();
  return calls.flatMap((payload) => {
    const text = assembler.add(payload);
    if (text === undefined) return [];
    const batch = parseBatch(text);
    if (typeof batch === "string") throw new Error(batch);
    return batch;
  });
}

async function sentText(page: Page): Promise<string> {
  const batches = await sent(page);
  return batches.flatMap(({ events }) => events.map(({ text }) => text)).join("\n");
}

test("recording begins with the body, while the page is still being parsed", async () => {
  const page = await open(
    `<!doctype html><body><p>first</p><script src="/never"></script>`,
    "commit",
  );
  await page.waitForSelector("p");
  const [first, ...rest] = (await sent(page)).flatMap(({ events }) => events);
  expect(first?.event.type).toBe(4);
  expect(rest[0]?.event.type).toBe(2);
  expect(await page.evaluate("document.readyState")).toBe("loading");
  expect(await sentText(page)).toContain("first");
  await page.close();
});

test("each change is sent by the end of its task, whatever made it", async () => {
  const page = await open(`<!doctype html><body><input id="i"><p id="p"></p>
    <div id="s" style="height:50px;overflow:auto"><div style="height:5000px"></div></div>`);
  const before = (await sent(page)).length;
  await page.evaluate(`document.querySelector("#p").textContent = "now"`);
  expect(await sentText(page)).toContain('"now"');
  await page.evaluate(`document.querySelector("#i").value = "four"`);
  expect(await sentText(page)).toContain('"text":"****"');
  await page.mouse.move(11, 12);
  await page.mouse.move(13, 14);
  expect(await sentText(page)).toMatch(/"x":13,"y":14/);
  const batches = await sent(page);
  expect(batches.length).toBeGreaterThan(before + 3);
  expect(batches.map(({ sequence }) => sequence)).toEqual(batches.map((_, i) => i));
  await page.close();
});

test("what happened before a navigation is sent before the navigation begins", async () => {
  const page = await open("<!doctype html><body><p>x</p>");
  const last = await page.evaluate(`(() => {
    document.body.append("last words");
    location.hash = "away";
    return _test.calls.at(-1);
  })()`);
  expect(last).toContain("last words");
  await page.close();
});

test("the page finds no global, no extra frame and no console line", async () => {
  const lines: string[] = [];
  html = "<!doctype html><body><p>x</p>";
  const page = await browser.newPage();
  page.on("console", (line) => lines.push(line.text()));
  page.on("pageerror", (error) => lines.push(String(error)));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  await page.goto(url);
  const probe = "Object.getOwnPropertyNames(window).sort().join() + window.length";
  const without = await page.evaluate(probe);
  await page.addInitScript(script);
  await page.goto(url);
  expect((await page.evaluate(probe))?.toString().replace("_test,", "")).toBe(without);
  expect(lines).toEqual([]);
  await page.close();
});

test("a page that replaces natives before anything else is recorded all the same", async () => {
  const page = await open(`<!doctype html><script>
    Object.defineProperty(Array.prototype, "toJSON", { value: () => "broken" });
    Object.defineProperty(Object.prototype, "toJSON", { value: () => "broken" });
    JSON.stringify = () => "broken"; window.setTimeout = () => 0; window.Promise = null;
    window.Date = function () {}; window.MutationObserver = null; window.queueMicrotask = null;
    Node.prototype.contains = () => { throw 1 };
    Object.defineProperty(Node.prototype, "childNodes", { get() { return [] } });
    EventTarget.prototype.addEventListener = () => {};
    window.postMessage = () => {}; window.console = null;
  </script><body><p id="p">kept</p>`);
  await page.evaluate(`document.querySelector("#p").textContent = "changed"`);
  const text = await sentText(page);
  expect(text).toContain("kept");
  expect(text).toContain('"textContent":"changed"');
  expect(text).not.toContain("broken\\");
  const batches = await sent(page);
  expect(batches.flatMap(({ errors }) => errors ?? [])).toEqual([]);
  await page.close();
});

test("a field is masked in values and attributes, a password field also when shown as text", async () => {
  const page = await open(`<!doctype html><body><input id="t" value="attr-secret">
    <input id="p" type="password"><input type="hidden" value="hidden-secret">
    <textarea id="a">area-secret</textarea><select><option selected>one</option></select>`);
  await page.fill("#t", "typed-secret");
  await page.fill("#p", "pass-secret");
  await page.evaluate(`document.querySelector("#p").type = "text"`);
  await page.fill("#p", "shown-secret");
  await page.evaluate(`document.querySelector("#t").setAttribute("value", "late-secret")`);
  await page.evaluate(`document.querySelector("#a").textContent = "new-secret"`);
  const text = await sentText(page);
  expect(text).not.toMatch(/[a-z]+-secret/);
  expect(text).toContain("************");
  await page.close();
});

test("muted, it sends nothing more; asked, it sends a full snapshot", async () => {
  const page = await open("<!doctype html><body><p>x</p>");
  const before = (await sent(page)).length;
  await page.evaluate("_test.controls.takeFullSnapshot()");
  const batches = await sent(page);
  expect(
    batches.slice(before).flatMap(({ events }) => events.map(({ event }) => event.type)),
  ).toEqual([4, 2]);
  await page.evaluate(`_test.controls.mute(), document.body.append("muted")`);
  expect(await sentText(page)).not.toContain("muted");
  await page.close();
});
