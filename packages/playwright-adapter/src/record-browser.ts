import type { EndReason } from "@pagereel/core";
import {
  BrowserRecorder,
  type CdpChannel,
  override,
  type ResolvedOptions,
} from "@pagereel/core/adapter";
import type { Browser, BrowserContext } from "playwright-core";

/**
 * Records a browser from now on.
 *
 * @param unexpectedEnd - what it means when the browser goes away without being closed
 * @throws RecordingError `SINK_WRITE_FAILED`, `ATTACH_FAILED`
 */
export async function recordBrowser(
  browser: Browser,
  channel: CdpChannel,
  options: ResolvedOptions,
  unexpectedEnd: EndReason,
): Promise<BrowserRecorder> {
  const client = { library: "playwright", browser: `Chrome/${browser.version()}` };
  const recorder = await BrowserRecorder.start(channel, options, { client });
  for (const context of browser.contexts()) awaitRecordedPages(context, recorder);
  override(browser, "newContext", (newContext) => async (contextOptions) => {
    const context = await newContext(contextOptions);
    awaitRecordedPages(context, recorder);
    return context;
  });
  override(browser, "newPage", (newPage) => async (pageOptions) => {
    const page = await newPage(pageOptions);
    await recorder.ready();
    return page;
  });
  browser.once("disconnected", () => recorder.browserEnded(unexpectedEnd));
  return recorder;
}

/** A new page is handed out when it is being recorded. */
function awaitRecordedPages(context: BrowserContext, recorder: BrowserRecorder): void {
  override(context, "newPage", (newPage) => async () => {
    const page = await newPage();
    await recorder.ready();
    return page;
  });
}
