import {
  connect,
  fetchRecording,
  fileStore,
  launch,
  memoryStore,
  type RecordedBrowser,
  type RecordingOptions,
  type Store,
  withRecording,
} from "@pagereel/puppeteer-adapter";
import {
  CHROMIUM_ARGS,
  type Driver,
  type DriverBrowser,
  type DriverOptions,
  findChromium,
} from "@pagereel/testing";
import puppeteer, { type Browser, type LaunchOptions, type Page, TargetType } from "puppeteer-core";

/** Puppeteer's adapter, as the contract suites drive it. */
export const puppeteerDriver: Driver<Page> = {
  opensFirstPage: true,
  launch: async (options) => drive(await launch(launchOptions(options))),
  launchLibrary: async (options) =>
    drive(await withRecording(puppeteer).launch(launchOptions(options))),
  launchPersistent: async (userDataDir, options) =>
    drive(await launch({ ...launchOptions(options), userDataDir })),
  connect: async (browserURL, options) =>
    drive(await connect({ browserURL, ...recordingOf(options) })),
  memoryStore,
  fileStore,
  fetchRecording: (sessionId, store) => fetchRecording(sessionId, { store: store as Store }),
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

function drive(browser: Browser | RecordedBrowser): DriverBrowser<Page> {
  return {
    sessionId: () => (browser as RecordedBrowser).sessionId(),
    pages: () => browser.pages(),
    newPage: () => browser.newPage(),
    newContext: () => browser.createBrowserContext(),
    waitForPage: async (from, action) => {
      const context = from.browserContext();
      const known = new Set(context.targets());
      const [target] = await Promise.all([
        context.waitForTarget((each) => each.type() === TargetType.PAGE && !known.has(each)),
        action(),
      ]);
      const page = await target.page();
      if (!page) throw new Error("The target that opened is no page.");
      return page;
    },
    targetId: async (page) => {
      const session = await page.createCDPSession();
      const { targetInfo } = await session.send("Target.getTargetInfo");
      await session.detach();
      return targetInfo.targetId;
    },
    processId: async () => {
      const { pid } = browser.process() ?? {};
      if (pid === undefined) throw new Error("The browser was not started here.");
      return pid;
    },
    close: () => browser.close(),
    disconnect: () => browser.disconnect(),
  };
}
