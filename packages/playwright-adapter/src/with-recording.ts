import { proxyLibrary } from "@pagereel/core/adapter";
import { connectOverCDPWith } from "./connect-over-cdp.js";
import { launchWith } from "./launch.js";
import { launchPersistentContextWith } from "./launch-persistent-context.js";
import type {
  BrowserTypeLike,
  RecordingConnectOverCDP,
  RecordingLaunch,
  RecordingLaunchPersistentContext,
} from "./types.js";

/**
 * Takes one of Playwright's browser types, such as `chromium`, and gives back the same one with a
 * `launch`, a `launchPersistentContext` and a `connectOverCDP` that record when asked to.
 */
export function withRecording<T extends BrowserTypeLike>(library: T) {
  return proxyLibrary(library, {
    launch: ((options = {}) => launchWith(library, options)) as RecordingLaunch,
    launchPersistentContext: ((userDataDir, options = {}) =>
      launchPersistentContextWith(
        library,
        userDataDir,
        options,
      )) as RecordingLaunchPersistentContext,
    connectOverCDP: ((endpoint, options = {}) =>
      connectOverCDPWith(library, endpoint, options)) as RecordingConnectOverCDP,
  });
}
