import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { exportHtml, memoryStore, type Store } from "@pagereel/core";
import { startServer } from "@pagereel/server";
import { CHROMIUM_ARGS, findChromium } from "@pagereel/testing/chromium";
import type { eventWithTime } from "@rrweb/types";
import type { Browser, Page } from "puppeteer-core";
import { type MadeRecording, partsOf, SESSION_ID, storeRecording } from "./made-recording.js";

export const PLACES = ["the server's page", "the exported file"] as const;
export type Place = (typeof PLACES)[number];

/** A viewer in a browser. */
export interface OpenViewer extends AsyncDisposable {
  page: Page;
  /** Of the page with the session. */
  url: string;
  /** Of what was to be had from somewhere, and was not refused by the page's policy. */
  requests: string[];
  /** What went wrong on the page. */
  errors: string[];
}

/** Something that has a viewer in it. */
interface Host extends AsyncDisposable {
  url: string;
}

/**
 * Opens a recording.
 *
 * @param make - the recording, where it depends on where it is shown: the origin is that of the page
 */
export async function openViewer(
  browser: Browser,
  place: Place,
  make: (origin: string) => MadeRecording,
): Promise<OpenViewer> {
  const host = place === "the exported file" ? await writeFileOf(make) : await serve(make);
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  const viewer = { page, url: host.url, ...(await watch(page)) };
  await page.goto(host.url);
  const close = async () => {
    await context.close();
    await host[Symbol.asyncDispose]();
  };
  return { ...viewer, [Symbol.asyncDispose]: close };
}

/** @returns lists that grow */
export async function watch(page: Page): Promise<Pick<OpenViewer, "requests" | "errors">> {
  const requests = await watchRequests(page);
  const errors: string[] = [];
  page.on("pageerror", (error) => {
    // The Replayer plays a video, and does not mind when it is not there.
    if (!/play\(\) failed|no supported sources/.test(String(error))) errors.push(String(error));
  });
  return { requests, errors };
}

/** The browser tells of requests before it asks the page's policy: those that it refuses go nowhere. */
async function watchRequests(page: Page): Promise<string[]> {
  const requests: string[] = [];
  const urls = new Map<string, string>();
  const session = await page.createCDPSession();
  session.on("Network.requestWillBeSent", ({ requestId, request: { url } }) => {
    if (/^(?:data|blob|about):/.test(url)) return;
    urls.set(requestId, url);
    requests.push(url);
  });
  session.on("Network.loadingFailed", ({ requestId, blockedReason }) => {
    const at = requests.indexOf(urls.get(requestId) ?? "");
    if (at !== -1 && blockedReason !== undefined) requests.splice(at, 1);
  });
  await session.send("Network.enable");
  return requests;
}

async function serve(make: (origin: string) => MadeRecording): Promise<Host> {
  const store: Store = memoryStore();
  const server = await startServer({
    port: 0,
    logLevel: "silent",
    store,
    chromium: { executablePath: findChromium(), args: CHROMIUM_ARGS },
  });
  const sessionId = await storeRecording(store, make(new URL(server.url).origin));
  return {
    url: new URL(`/sessions/${sessionId}`, server.url).href,
    [Symbol.asyncDispose]: () => server.close(),
  };
}

async function writeFileOf(make: (origin: string) => MadeRecording): Promise<Host> {
  const folder = await mkdtemp(join(tmpdir(), "pagereel-viewer-"));
  const path = join(folder, "replay.html");
  await writeFile(path, await fileOf(make(pathToFileURL(folder).href)));
  return {
    url: pathToFileURL(path).href,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

/** @throws when a part of it is no JSON any more */
async function fileOf(made: MadeRecording): Promise<string> {
  const { manifest, texts } = partsOf(made);
  const events: Record<string, eventWithTime[]> = {};
  for (const { targetId, number } of manifest.segments) {
    const lines = texts.get(`${targetId}/${number}`)?.trimEnd().split("\n") ?? [];
    events[targetId] = [...(events[targetId] ?? []), ...lines.map((line) => JSON.parse(line))];
  }
  const { duration } = manifest;
  return exportHtml({ sessionId: SESSION_ID, duration, events }, { manifest });
}

/** Waits until the recorded page that is seen has a text in it. */
export async function waitForShown(page: Page, text: string): Promise<void> {
  await page.waitForFunction(
    (wanted) =>
      [...document.querySelectorAll<HTMLIFrameElement>(".stage-layer[data-shown] iframe")].some(
        (frame) => frame.contentDocument?.body?.textContent.includes(wanted),
      ),
    {},
    text,
  );
}

export async function press(page: Page, name: string): Promise<void> {
  const button = await page.waitForSelector(`aria/${name}[role="button"]`);
  await button?.click();
}
