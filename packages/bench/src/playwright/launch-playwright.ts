import type { BenchBrowser, LaunchOptions } from "../driver/driver.ts";
import type { RecorderName } from "../plan/variants.ts";
import { PlaywrightPage } from "./playwright-page.ts";
import type { LaunchRecorded } from "./variants/recorded-context.ts";

/** Loaded when it is used: what one way of recording loads must not be in the memory of another. */
const LAUNCHERS: Record<RecorderName, () => Promise<LaunchRecorded>> = {
  none: async () => (await import("./variants/none.ts")).launchNone,
  "none-again": async () => (await import("./variants/none.ts")).launchNone,
  pagereel: async () => (await import("./variants/pagereel.ts")).launchPagereel,
  rrweb: async () => (await import("./variants/rrweb.ts")).launchRrweb,
  tracing: async () => (await import("./variants/tracing.ts")).launchTracing,
  screencast: async () => (await import("./variants/screencast.ts")).launchScreencast,
};

export async function launchPlaywright(
  variant: RecorderName,
  options: LaunchOptions,
): Promise<BenchBrowser> {
  const launch = await LAUNCHERS[variant]();
  const { context, stopRecording, remarks } = await launch(options);
  return {
    newPage: async () => new PlaywrightPage(await context.newPage()),
    stopRecording: async () => stopRecording?.(),
    close: async () => context.browser()?.close(),
    remarks: async () => (await remarks?.()) ?? [],
  };
}
