import { RecordingError } from "@pagereel/core";
import {
  addSessionId,
  type MaybeRecording,
  override,
  refuseSessionId,
  resolveOptions,
} from "@pagereel/core/adapter";
import type { BrowserContext } from "playwright-core";
import { openDebuggingPort, withDebuggingPort } from "./debugging-port.js";
import { installedChromium, refuseUnsupported, withExecutable } from "./library.js";
import { recordBrowser } from "./record-browser.js";
import type {
  BrowserTypeLike,
  PersistentOptions,
  RecordingLaunchPersistentContext,
} from "./types.js";

/**
 * Launches Chromium with a profile folder of its own; with `recording`, `context.sessionId()` names
 * the session, which ends with the context.
 *
 * @param userDataDir - the profile folder; `""` for a temporary one
 * @throws as `launch` does
 */
export const launchPersistentContext: RecordingLaunchPersistentContext = async (
  userDataDir: string,
  options: PersistentOptions & MaybeRecording = {},
) => launchPersistentContextWith(await installedChromium(), userDataDir, options) as never;

export async function launchPersistentContextWith(
  library: BrowserTypeLike,
  userDataDir: string,
  { recording, ...given }: PersistentOptions & MaybeRecording,
): Promise<BrowserContext> {
  const resolved = recording ? resolveOptions(recording) : undefined;
  const options = await withExecutable(library, given);
  if (!resolved)
    return refuseSessionId(await library.launchPersistentContext(userDataDir, options));
  refuseUnsupported(library);
  const context = await library.launchPersistentContext(userDataDir, withDebuggingPort(options));
  try {
    const browser = browserOf(context);
    const channel = await openDebuggingPort(browser);
    const recorder = await recordBrowser(browser, channel, resolved, "crashed");
    for (const closable of [context, browser]) {
      override(closable, "close", (close) => (reason) => recorder.closeWith(() => close(reason)));
    }
    return addSessionId(context, recorder.sessionId);
  } catch (error) {
    await context.close();
    throw error;
  }
}

function browserOf(context: BrowserContext) {
  const browser = context.browser();
  if (browser) return browser;
  throw new RecordingError(
    "UNSUPPORTED_BROWSER",
    "This Playwright does not hand out the browser of a persistent context. Update playwright-core.",
  );
}
