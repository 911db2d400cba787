import type { Browser, BrowserContext, Page } from "playwright-core";
import type { DriverBrowser } from "./driver.js";

/**
 * A browser of Playwright's, as the suites drive it.
 *
 * @param browser - with a `sessionId()`, where it is recorded
 */
export function drivePlaywright(browser: Browser): DriverBrowser<Page> {
  return {
    ...pagesOfContexts(() => browser.contexts()),
    sessionId: () => (browser as Browser & { sessionId(): string }).sessionId(),
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

/** What the pages of some contexts have in common. */
export function pagesOfContexts(
  contexts: () => BrowserContext[],
): Pick<DriverBrowser<Page>, "pages" | "waitForPage" | "acceptDialogs" | "targetId"> {
  return {
    pages: async () => contexts().flatMap((context) => context.pages()),
    waitForPage: async (from, action) => {
      const [page] = await Promise.all([from.context().waitForEvent("page"), action()]);
      return page;
    },
    acceptDialogs: (page) => page.on("dialog", (dialog) => void dialog.accept()),
    targetId: async (page) => {
      const session = await page.context().newCDPSession(page);
      const { targetInfo } = await session.send("Target.getTargetInfo");
      await session.detach();
      return targetInfo.targetId;
    },
  };
}
