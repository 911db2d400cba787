import {
  connectOverCDP,
  fetchRecording,
  fileStore,
  launch,
  launchPersistentContext,
  memoryStore,
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
  drivePlaywright,
  findChromium,
  pagesOfContexts,
} from "@pagereel/testing";
import { type BrowserContext, chromium, type Page } from "playwright-core";

/** Playwright's adapter, as the contract suites drive it. */
export const playwrightDriver: Driver<Page> = {
  opensFirstPage: false,
  choosesArguments: true,
  keepsFramesThatComeAtOnce: true,
  launch: async (options) => drivePlaywright(await launch(launchOptions(options))),
  launchLibrary: async (options) =>
    drivePlaywright(await withRecording(chromium).launch(launchOptions(options))),
  launchPersistent: async (userDataDir, options) =>
    driveContext(await launchPersistentContext(userDataDir, launchOptions(options))),
  connect: async (browserUrl, options) => {
    const browser = await connectOverCDP(browserUrl, recordingOf(options));
    // Beside the pages that it has, not in a context apart.
    const newPage = async () => browser.contexts()[0]?.newPage() ?? browser.newPage();
    return { ...drivePlaywright(browser), newPage };
  },
  memoryStore,
  fileStore,
  fetchRecording: (sessionId, store, options) =>
    fetchRecording(sessionId, { ...options, store: store as Store }),
};

function launchOptions({ ignoreDefaultArgs = [], ...options }: DriverOptions) {
  const executablePath = findChromium();
  return { executablePath, args: CHROMIUM_ARGS, ignoreDefaultArgs, ...recordingOf(options) };
}

function recordingOf({ recording }: DriverOptions): { recording?: RecordingOptions } {
  return recording ? { recording: recording as RecordingOptions } : {};
}

function driveContext(context: BrowserContext | RecordedContext): DriverBrowser<Page> {
  const unsupported = async () => {
    throw new Error("A persistent context is the only one of its browser.");
  };
  return {
    ...pagesOfContexts(() => [context]),
    sessionId: () => (context as RecordedContext).sessionId(),
    newPage: () => context.newPage(),
    newContext: unsupported,
    processId: unsupported,
    close: () => context.close(),
    disconnect: unsupported,
  };
}
