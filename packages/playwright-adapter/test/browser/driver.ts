import {
  connectOverCDP,
  fetchRecording,
  fileStore,
  launch,
  launchPersistentContext,
  memoryStore,
  type RecordedBrowser,
  type RecordedContext,
  type RecordingOptions,
  type Store,
  withRecording,
} from "@pagereel/playwright-adapter";
import {
  CHROMIUM_ARGS,
  type Driver,
  type DriverBrowser,
  type DriverOptions,
  findChromium,
} from "@pagereel/testing";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

/** Playwright's adapter, as the contract suites drive it. */
export const playwrightDriver: Driver<Page> = {
  opensFirstPage: false,
  launch: async (options) => driveBrowser(await launch(launchOptions(options))),
  launchLibrary: async (options) =>
    driveBrowser(await withRecording(chromium).launch(launchOptions(options))),
  launchPersistent: async (userDataDir, options) =>
    driveContext(await launchPersistentContext(userDataDir, launchOptions(options))),
  connect: async (browserUrl, options) => {
    const browser = await connectOverCDP(browserUrl, recordingOf(options));
    // Beside the pages that it has, not in a context apart.
    const newPage = async () => browser.contexts()[0]?.newPage() ?? browser.newPage();
    return { ...driveBrowser(browser), newPage };
  },
  memoryStore,
  fileStore,
  fetchRecording: (sessionId, store) => fetchRecording(sessionId, { store: store as Store }),
};

function launchOptions({ ignoreDefaultArgs = [], ...options }: DriverOptions) {
  const executablePath = findChromium();
  return { executablePath, args: CHROMIUM_ARGS, ignoreDefaultArgs, ...recordingOf(options) };
}

function recordingOf({ recording }: DriverOptions): { recording?: RecordingOptions } {
  return recording ? { recording: recording as RecordingOptions } : {};
}

function driveBrowser(browser: Browser | RecordedBrowser): DriverBrowser<Page> {
  return {
    ...pagesOf(() => browser.contexts()),
    sessionId: () => (browser as RecordedBrowser).sessionId(),
    newPage: () => browser.newPage(),
    newContext: () => browser.newContext(),
    processId: async () => {
      const session = await browser.newBrowserCDPSession();
      const { processInfo } = await session.send("SystemInfo.getProcessInfo");
      const main = processInfo.find(({ type }) => type === "browser");
      if (!main) throw new Error("Chromium names no main process.");
      return main.id;
    },
    close: () => browser.close(),
    // Of a browser that was connected to, Playwright closes the connection only.
    disconnect: () => browser.close(),
  };
}

function driveContext(context: BrowserContext | RecordedContext): DriverBrowser<Page> {
  const unsupported = async () => {
    throw new Error("A persistent context is the only one of its browser.");
  };
  return {
    ...pagesOf(() => [context]),
    sessionId: () => (context as RecordedContext).sessionId(),
    newPage: () => context.newPage(),
    newContext: unsupported,
    processId: unsupported,
    close: () => context.close(),
    disconnect: unsupported,
  };
}

function pagesOf(
  contexts: () => BrowserContext[],
): Pick<DriverBrowser<Page>, "pages" | "waitForPage" | "targetId"> {
  return {
    pages: async () => contexts().flatMap((context) => context.pages()),
    waitForPage: async (from, action) => {
      const [page] = await Promise.all([from.context().waitForEvent("page"), action()]);
      return page;
    },
    targetId: async (page) => {
      const session = await page.context().newCDPSession(page);
      const { targetInfo } = await session.send("Target.getTargetInfo");
      await session.detach();
      return targetInfo.targetId;
    },
  };
}
