import { createHash } from "node:crypto";
import { memoryStore, type Store } from "@pagereel/core";
import { type RunningServer, type ServerOptions, startServer } from "@pagereel/server";
import { CHROMIUM_ARGS, findChromium } from "@pagereel/testing/chromium";
import puppeteer, { type Browser, type Page } from "puppeteer-core";

export const TOKEN = "s3cret-t0ken";

/** A token that may do all that the dashboard does. */
export const TOKENS: ServerOptions["tokens"] = [
  {
    name: "somebody",
    sha256: createHash("sha256").update(TOKEN).digest("hex"),
    scopes: ["read", "delete", "drive"],
  },
];

/** A server with sessions in its store, and a browser to look at them. */
export interface Dashboard extends AsyncDisposable {
  server: RunningServer;
  store: Store;
  page: Page;
  /** What went wrong on the page. */
  errors: string[];
}

export function launchBrowser(): Promise<Browser> {
  return puppeteer.launch({ executablePath: findChromium(), args: CHROMIUM_ARGS });
}

/** @param fill - puts sessions into the store */
export async function openDashboard(
  browser: Browser,
  fill: (store: Store) => Promise<unknown>,
  options: ServerOptions = {},
): Promise<Dashboard> {
  const store = memoryStore();
  await fill(store);
  const server = await startServer({
    port: 0,
    logLevel: "silent",
    store,
    chromium: { executablePath: findChromium(), args: CHROMIUM_ARGS },
    ...options,
  });
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  const errors = watchErrors(page);
  await page.goto(server.url);
  const close = async () => {
    await context.close();
    await server.close();
  };
  return { server, store, page, errors, [Symbol.asyncDispose]: close };
}

/** An answer of 401 is one that the dashboard expects, and the browser complains about all the same. */
function watchErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push((error as Error).message));
  page.on("console", (message) => {
    const isExpected = /status of 40[14]|ERR_CONNECTION/.test(message.text());
    if (message.type() === "error" && !isExpected) errors.push(message.text());
  });
  return errors;
}

/** The titles of the rows that are in the document. */
export function titlesOf(page: Page): Promise<string[]> {
  return page.$$eval(".session-title", (links) => links.map((link) => link.textContent ?? ""));
}

/** Waits for an element that has this text in it. */
export async function waitForText(page: Page, text: string): Promise<void> {
  await page.waitForSelector(`::-p-text(${text})`);
}
