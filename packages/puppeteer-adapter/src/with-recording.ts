import { proxyLibrary } from "@pagereel/core/adapter";
import { connectWith } from "./connect.js";
import { launchWith } from "./launch.js";
import type { PuppeteerLike, RecordingConnect, RecordingLaunch } from "./types.js";

/**
 * Takes puppeteer, puppeteer-core, puppeteer-extra or a fork, and gives back the same library with a
 * `launch` and a `connect` that record when asked to.
 */
export function withRecording<T extends PuppeteerLike>(
  library: T,
): T & { launch: RecordingLaunch; connect: RecordingConnect } {
  return proxyLibrary(library, {
    launch: ((options = {}) => launchWith(library, options)) as RecordingLaunch,
    connect: ((options) => connectWith(library, options)) as RecordingConnect,
  });
}
