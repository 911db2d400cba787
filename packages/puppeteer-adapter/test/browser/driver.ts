import {
  connect,
  fetchRecording,
  fileStore,
  launch,
  memoryStore,
  type RecordingOptions,
  type Store,
  withRecording,
} from "@pagereel/puppeteer-adapter";
import {
  CHROMIUM_ARGS,
  type Driver,
  type DriverOptions,
  drivePuppeteer,
  findChromium,
} from "@pagereel/testing";
import puppeteer, { type LaunchOptions, type Page } from "puppeteer-core";

/** Puppeteer's adapter, as the contract suites drive it. */
export const puppeteerDriver: Driver<Page> = {
  opensFirstPage: true,
  choosesArguments: true,
  keepsFramesThatComeAtOnce: false,
  launch: async (options) => drivePuppeteer(await launch(launchOptions(options))),
  launchLibrary: async (options) =>
    drivePuppeteer(await withRecording(puppeteer).launch(launchOptions(options))),
  launchPersistent: async (userDataDir, options) =>
    drivePuppeteer(await launch({ ...launchOptions(options), userDataDir })),
  connect: async (browserURL, options) =>
    drivePuppeteer(await connect({ browserURL, ...recordingOf(options) })),
  memoryStore,
  fileStore,
  fetchRecording: (sessionId, store, options) =>
    fetchRecording(sessionId, { ...options, store: store as Store }),
};

function launchOptions(options: DriverOptions) {
  return {
    executablePath: findChromium(),
    args: CHROMIUM_ARGS,
    ignoreDefaultArgs: options.ignoreDefaultArgs ?? [],
    ...recordingOf(options),
  } satisfies LaunchOptions & { recording?: RecordingOptions };
}

function recordingOf({ recording }: DriverOptions): { recording?: RecordingOptions } {
  return recording ? { recording: recording as RecordingOptions } : {};
}
