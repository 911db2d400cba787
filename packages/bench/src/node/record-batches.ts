import { fileStore, type RecordingOptions, type SinkPacing } from "@pagereel/core";
import { BrowserRecorder, resolveOptions } from "@pagereel/core/adapter";
import { FedBrowser } from "./fed-browser.ts";

export interface Pace {
  limits?: RecordingOptions["limits"];
  pacing?: SinkPacing;
}

/**
 * Records what a page sends, from the calls of the binding to the files, as fast as that goes: what is
 * too much for the recording, so that it would leave out some, comes later.
 *
 * @param folder - of the `fileStore`
 * @param batches - as `FedPage` makes them
 * @returns the session's id
 */
export async function recordBatches(
  folder: string,
  batches: Iterable<string>,
  { limits, pacing }: Pace = {},
): Promise<string> {
  const failures: Error[] = [];
  const options = resolveOptions({
    sink: { ...fileStore(folder), ...(pacing && { pacing }) },
    // No page sends two hours in a minute.
    limits: { maxTargetBytesPerSecond: 1e12, ...limits },
    onError: (error) => failures.push(error),
  });
  const browser = new FedBrowser();
  const recorder = await BrowserRecorder.start(browser, options, { client: { library: "bench" } });
  browser.openPage();
  await recorder.ready();
  for (const lines of batches) {
    browser.sendBatch(lines);
    await browser.turn();
  }
  await recorder.closeWith(() => browser.close());
  if (failures[0]) throw failures[0];
  return recorder.sessionId;
}
