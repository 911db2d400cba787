import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { BatchAssembler, parseBatch } from "@pagereel/protocol";
import { recorderSource } from "@pagereel/recorder";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";
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

/** Stands in for the binding: the page's own script cannot see the array either. */
function scriptWith(options: Partial<RecorderConfig>): string {
  return `{
    const calls = [];
    const { push } = Array.prototype;
    window._binding = (payload) => Reflect.apply(push, calls, [payload]);
    const controls = (${recorderSource})(${JSON.stringify({ ...config, ...options })});
    Object.defineProperty(window, "_test", { value: { calls, controls } });
  }`;
}

let browser: Browser;
let server: Server;
const pages: Page[] = [];
let html = "";

beforeAll(async () => {
  server = createServer((request, response) => {
    response.setHeader("content-type", "text/html");
    if (request.url === "/never") return;
    response.end(html);
  }).listen(0, "127.0.0.1");
  browser = await chromium.launch({
    executablePath: process.env.CHROME_PATH ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
});

afterEach(async () => {
  await Promise.all(pages.splice(0).map((page) => page.close()));
});

afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
});

export interface OpenOptions {
  waitUntil?: "load" | "commit";
  config?: Partial<RecorderConfig>;
  /** Done with the page before it goes anywhere. */
  prepare?: (page: Page) => Promise<void>;
}

/** Opens a page with the recorder in it. */
export async function openPage(body: string, options: OpenOptions = {}): Promise<Page> {
  const page = await newPage();
  // For the popups of the page too.
  await page.context().addInitScript(scriptWith(options.config ?? {}));
  await options.prepare?.(page);
  await show(page, body, options.waitUntil);
  return page;
}

/** Opens a page that the recorder comes to when it is there already. */
export async function openLate(body: string): Promise<Page> {
  const page = await openWithout(body);
  await page.evaluate(scriptWith({}));
  return page;
}

/** Opens the same without a recorder. */
export async function openWithout(body: string): Promise<Page> {
  const page = await newPage();
  await show(page, body);
  return page;
}

async function newPage(): Promise<Page> {
  const page = await browser.newPage();
  pages.push(page);
  return page;
}

async function show(page: Page, body: string, waitUntil: "load" | "commit" = "load") {
  html = body;
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { waitUntil });
}

/** Without the script by which Playwright evaluates, which uses what the page may have broken. */
export async function evaluateBare(page: Page, expression: string): Promise<unknown> {
  const session = await page.context().newCDPSession(page);
  const params = { expression, returnByValue: true };
  const { result, exceptionDetails } = await session.send("Runtime.evaluate", params);
  await session.detach();
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? "it threw");
  return result.value;
}

/** All that the recorder sent by the end of the task before. */
export async function sent(page: Page) {
  const calls = (await evaluateBare(page, "_test.calls")) as string[];
  const assembler = new BatchAssembler();
  return calls.flatMap((payload) => {
    const text = assembler.add(payload);
    if (text === undefined) return [];
    const batch = parseBatch(text);
    if (typeof batch === "string") throw new Error(batch);
    // Node stores what it is sent without reading all of it.
    for (const { text: json } of batch.events) JSON.parse(json);
    return batch;
  });
}

export async function sentText(page: Page): Promise<string> {
  const batches = await sent(page);
  return batches.flatMap(({ events }) => events.map(({ text }) => text)).join("\n");
}

/** What went wrong in the recorder, as it told it. */
export async function errorsOf(page: Page): Promise<string[]> {
  return (await sent(page)).flatMap(({ errors }) => errors ?? []);
}
