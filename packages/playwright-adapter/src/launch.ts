import {
  addSessionId,
  type MaybeRecording,
  override,
  refuseSessionId,
  resolveOptions,
} from "@pagereel/core/adapter";
import type { Browser, LaunchOptions } from "playwright-core";
import { openDebuggingPort, withDebuggingPort } from "./debugging-port.js";
import { installedChromium, refuseUnsupported, withExecutable } from "./library.js";
import { recordBrowser } from "./record-browser.js";
import type { BrowserTypeLike, RecordingLaunch } from "./types.js";

/**
 * Launches Chromium with the installed Playwright; with `recording`, one that is recorded from its
 * first page on.
 *
 * @param options - those of Playwright's `launch`, and `recording`. Where neither `executablePath`
 *   nor `channel` is given and Playwright has no browser, an installed one is found.
 * @throws RecordingError `INVALID_OPTIONS`, `BROWSER_NOT_FOUND`, `SINK_WRITE_FAILED`,
 *   `ATTACH_FAILED`; and what Playwright throws
 */
export const launch: RecordingLaunch = async (options: LaunchOptions & MaybeRecording = {}) =>
  launchWith(await installedChromium(), options) as never;

export async function launchWith(
  library: BrowserTypeLike,
  { recording, ...given }: LaunchOptions & MaybeRecording,
): Promise<Browser> {
  const resolved = recording ? resolveOptions(recording) : undefined;
  const options = await withExecutable(library, given);
  if (!resolved) return refuseSessionId(await library.launch(options));
  refuseUnsupported(library);
  const browser = await library.launch(withDebuggingPort(options));
  try {
    const channel = await openDebuggingPort(browser);
    const recorder = await recordBrowser(browser, channel, resolved, "crashed");
    override(browser, "close", (close) => (reason) => recorder.closeWith(() => close(reason)));
    return addSessionId(browser, recorder.sessionId);
  } catch (error) {
    await browser.close();
    throw error;
  }
}
