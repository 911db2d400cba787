import type { RecordingOptions, Sink } from "@pagereel/puppeteer-adapter";
import { CHROMIUM_ARGS, findChromium } from "@pagereel/testing/chromium";

/** A launch whose recording goes to a sink. */
export function launchOptions(sink: Sink, more: RecordingOptions = {}) {
  return {
    executablePath: findChromium(),
    args: CHROMIUM_ARGS,
    recording: { ...more, sink },
  };
}
