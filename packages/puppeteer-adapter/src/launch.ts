import { RecordingError } from "@pagereel/core";
import { type MaybeRecording, refuseSessionId, resolveOptions } from "@pagereel/core/adapter";
import type { Browser, LaunchOptions } from "puppeteer-core";
import { installedPuppeteer, withExecutable } from "./library.js";
import { recordBrowser } from "./record-browser.js";
import type { PuppeteerLike, RecordingLaunch } from "./types.js";

/**
 * Launches a browser with the installed Puppeteer; with `recording`, one that is recorded from its
 * first page on.
 *
 * @param options - those of Puppeteer's `launch`, and `recording`. Where neither `executablePath`
 *   nor `channel` is given, an installed browser is found.
 * @throws RecordingError `INVALID_OPTIONS`, `BROWSER_NOT_FOUND`, `SINK_WRITE_FAILED`,
 *   `ATTACH_FAILED`; and what Puppeteer throws
 */
export const launch: RecordingLaunch = async (options: LaunchOptions & MaybeRecording = {}) =>
  launchWith(await installedPuppeteer(), options) as never;

export async function launchWith(
  library: PuppeteerLike,
  { recording, ...options }: LaunchOptions & MaybeRecording,
): Promise<Browser> {
  const resolved = recording ? resolveOptions(recording) : undefined;
  if (resolved) refuseUnsupported(options);
  const browser = await library.launch(await withExecutable(library, options));
  if (!resolved) return refuseSessionId(browser);
  try {
    return await recordBrowser(browser, resolved);
  } catch (error) {
    await browser.close();
    throw error;
  }
}

function refuseUnsupported({ browser, protocol }: LaunchOptions): void {
  if (browser !== "firefox" && protocol !== "webDriverBiDi") return;
  throw new RecordingError(
    "UNSUPPORTED_BROWSER",
    "Puppeteer's Firefox and its WebDriver BiDi protocol cannot be recorded. " +
      "Launch Chrome or Chromium over CDP, or launch without recording.",
  );
}
