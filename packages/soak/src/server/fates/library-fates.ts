import { chromium } from "playwright-core";
import puppeteer from "puppeteer-core";
import { askForText } from "../clients/ask.ts";
import { browse } from "./browse.ts";
import { endByRequest, pause } from "./ends.ts";
import { type Fate, type Life, socketAddress } from "./fate.ts";

/** ms. A client waits until a browser is free. */
const CONNECT_TIMEOUT_MS = 300_000;
const MAX_PAUSE_MS = 3000;

const closes: Fate = {
  name: "Puppeteer closes",
  reasons: ["closed"],
  async live(life) {
    const headers = { authorization: `Bearer ${life.token}` };
    const browser = await puppeteer.connect({ browserWSEndpoint: socketAddress(life), headers });
    const page = await browser.newPage();
    await browse(life, page);
    await browser.close();
  },
};

const leaves: Fate = {
  name: "Playwright leaves",
  reasons: ["idle"],
  live: leave,
};

const leavesAndIsDeleted: Fate = {
  name: "Playwright leaves, another client deletes",
  reasons: ["deleted"],
  async live(life) {
    const sessionId = await acquire(life);
    const path = `/devtools/browser/${sessionId}`;
    await leave({ ...life, path });
    await pause(life, MAX_PAUSE_MS);
    await endByRequest(life, sessionId);
  },
};

/** Its `close` only drops the connection. */
async function leave(life: Life): Promise<void> {
  const headers = { authorization: `Bearer ${life.token}` };
  const options = { headers, timeout: CONNECT_TIMEOUT_MS };
  const browser = await chromium.connectOverCDP(socketAddress(life), options);
  const context = await browser.newContext();
  await browse(life, await context.newPage());
  await browser.close();
}

/** @returns the id of a session that waits for its client */
export async function acquire({ ask, path }: Life): Promise<string> {
  return JSON.parse(await askForText(ask, path, "POST")).sessionId;
}

export const libraryFates: Fate[] = [closes, leaves, leavesAndIsDeleted];
