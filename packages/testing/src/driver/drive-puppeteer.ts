import { type Browser, type Page, TargetType } from "puppeteer-core";
import type { DriverBrowser } from "./driver.js";

/**
 * A browser of Puppeteer's, as the suites drive it.
 *
 * @param browser - with a `sessionId()`, where it is recorded
 */
export function drivePuppeteer(browser: Browser): DriverBrowser<Page> {
  return {
    sessionId: () => (browser as Browser & { sessionId(): string }).sessionId(),
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
    acceptDialogs: (page) => page.on("dialog", (dialog) => void dialog.accept()),
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
