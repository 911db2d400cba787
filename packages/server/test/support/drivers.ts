import { fetchRecording, fileStore, memoryStore, type Store } from "@pagereel/core";
import {
  CHROMIUM_ARGS,
  type Driver,
  type DriverBrowser,
  type DriverOptions,
  drivePlaywright,
  drivePuppeteer,
  type PageLike,
} from "@pagereel/testing";
import { chromium } from "playwright-core";
import puppeteer from "puppeteer-core";
import type { ServerRecordingOptions } from "../../src/index.js";
import { startTestServer } from "./test-server.js";

/** A server for each browser, as its recording options are the server's. */
async function start<P extends PageLike>(
  { recording }: DriverOptions,
  connect: (endpoint: string) => Promise<DriverBrowser<P>>,
): Promise<DriverBrowser<P>> {
  const { sink = memoryStore(), ...options } = recording ?? {};
  const server = await startTestServer({
    store: sink as Store,
    recording: options as ServerRecordingOptions,
    chromium: { args: CHROMIUM_ARGS },
  });
  const isRecorded = recording !== undefined;
  const browser = await connect(`${server.webSocketUrl}/devtools/browser?recording=${isRecorded}`);
  const { sessionId } = await server.onlySession();
  return {
    ...browser,
    sessionId: () => sessionId,
    close: async () => {
      await browser.close();
      // It ends the session of a client that only drops its socket.
      await server.close();
    },
  };
}

async function unsupported(): Promise<never> {
  throw new Error("The server starts browsers in one way only.");
}

const COMMON = {
  choosesArguments: false,
  launchLibrary: unsupported,
  launchPersistent: unsupported,
  connect: unsupported,
  memoryStore,
  fileStore,
  fetchRecording: (sessionId: string, store: unknown, options?: { partial: boolean }) =>
    fetchRecording(sessionId, { ...options, store: store as Store }),
};

/** Puppeteer, connected to a server, as the contract suites drive it. */
export const puppeteerThroughServer: Driver<import("puppeteer-core").Page> = {
  ...COMMON,
  opensFirstPage: true,
  keepsFramesThatComeAtOnce: false,
  launch: (options) =>
    start(options, async (browserWSEndpoint) =>
      drivePuppeteer(await puppeteer.connect({ browserWSEndpoint })),
    ),
};

/** Playwright, connected to a server. */
export const playwrightThroughServer: Driver<import("playwright-core").Page> = {
  ...COMMON,
  opensFirstPage: true,
  keepsFramesThatComeAtOnce: true,
  launch: (options) =>
    start(options, async (endpoint) => drivePlaywright(await chromium.connectOverCDP(endpoint))),
};
