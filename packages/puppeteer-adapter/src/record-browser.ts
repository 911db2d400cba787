import type { EndReason } from "@pagereel/core";
import {
  addSessionId,
  BrowserRecorder,
  override,
  type ResolvedOptions,
  withTimeout,
} from "@pagereel/core/adapter";
import type { Browser, BrowserContext } from "puppeteer-core";
import { SessionChannel } from "./session-channel.js";
import type { RecordedBrowser } from "./types.js";

/** Puppeteer's coverage takes scripts of such addresses for its own. */
const SCRIPT_URL = "pptr:internal";

/** How long a browser's process takes to end after its connection broke. */
const EXIT_TIMEOUT_MS = 1000;

/**
 * Records a browser from now on.
 *
 * @throws RecordingError `SINK_WRITE_FAILED`, `ATTACH_FAILED`
 */
export async function recordBrowser(
  browser: Browser,
  options: ResolvedOptions,
): Promise<RecordedBrowser> {
  const channel = await SessionChannel.open(browser);
  const client = { library: "puppeteer", browser: await browser.version() };
  const recorder = await BrowserRecorder.start(channel, options, { client, scriptUrl: SCRIPT_URL });
  for (const context of browser.browserContexts()) awaitRecordedPages(context, recorder);
  override(browser, "createBrowserContext", (create) => async (contextOptions) => {
    const context = await create(contextOptions);
    awaitRecordedPages(context, recorder);
    return context;
  });
  override(browser, "close", (close) => () => recorder.closeWith(close));
  override(browser, "disconnect", (disconnect) => async () => {
    await recorder.leave("disconnected");
    await disconnect();
  });
  browser.once("disconnected", async () => recorder.browserEnded(await endReason(browser)));
  return addSessionId(browser, recorder.sessionId);
}

/** A new page is handed out when it is being recorded. */
function awaitRecordedPages(context: BrowserContext, recorder: BrowserRecorder): void {
  override(context, "newPage", (newPage) => async (pageOptions) => {
    const page = await newPage(pageOptions);
    await recorder.ready();
    return page;
  });
}

async function endReason(browser: Browser): Promise<EndReason> {
  const process = browser.process();
  if (!process) return "disconnected";
  if (process.exitCode === null && process.signalCode === null) {
    const exit = new Promise<void>((resolve) => process.once("exit", () => resolve()));
    await withTimeout(exit, EXIT_TIMEOUT_MS);
  }
  return process.exitCode === 0 ? "closed" : "crashed";
}
