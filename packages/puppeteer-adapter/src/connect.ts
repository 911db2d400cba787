import { type MaybeRecording, refuseSessionId, resolveOptions } from "@pagereel/core/adapter";
import type { Browser, ConnectOptions } from "puppeteer-core";
import { installedPuppeteer } from "./library.js";
import { recordBrowser } from "./record-browser.js";
import type { PuppeteerLike, RecordingConnect } from "./types.js";

/**
 * Connects to a browser with the installed Puppeteer; with `recording`, the pages that it has and
 * those that come are recorded from then on, until `close` or `disconnect`.
 *
 * @param options - those of Puppeteer's `connect`, and `recording`
 * @throws RecordingError `INVALID_OPTIONS`, `SINK_WRITE_FAILED`, `ATTACH_FAILED`; and what
 *   Puppeteer throws
 */
export const connect: RecordingConnect = async (options: ConnectOptions & MaybeRecording) =>
  connectWith(await installedPuppeteer(), options) as never;

export async function connectWith(
  library: PuppeteerLike,
  { recording, ...options }: ConnectOptions & MaybeRecording,
): Promise<Browser> {
  if (!recording) return refuseSessionId(await library.connect(options));
  const resolved = resolveOptions(recording);
  const browser = await library.connect(options);
  try {
    return await recordBrowser(browser, resolved);
  } catch (error) {
    await browser.disconnect();
    throw error;
  }
}
