import { beforeAll, describe, test } from "vitest";
import type { PageLike } from "../driver.js";
import type { RecordedSession } from "../recorded-session.js";
import type { SuiteContext } from "../suite-context.js";

const PAGES = [
  "same-origin",
  "cross-origin",
  "cross-site",
  "nested",
  "srcdoc",
  "blank",
  "sandboxed",
  "scriptless",
  "late",
  "removed",
  "navigated",
  "slow-parent",
];
const AT_ONCE = "cross-site-at-once";

/** Iframes of every kind, each page in a tab of its own of one browser. */
export function describeFrames<P extends PageLike>(context: SuiteContext<P>): void {
  describe("a page with iframes", () => {
    const pages = context.driver.keepsFramesThatComeAtOnce ? [...PAGES, AT_ONCE] : PAGES;
    let session: RecordedSession<P>;

    beforeAll(async () => {
      session = await context.launch();
    });

    // Each has its own time: what hangs is named, and does not take the others with it.
    test.each(pages)("%s: is shown, changes, and is loaded again", async (name) => {
      const page = await session.browser.newPage();
      await page.goto(`${context.site.origin}/frames/${name}.html`);
      await session.keep(page, name);
      await page.evaluate("document.body.append('changed by the automation')");
      for (const frame of page.frames()) {
        await frame.evaluate("document.body.append('and its frames')");
      }
      await session.keep(page, `${name}, changed`);
      await page.reload();
      await session.keep(page, `${name}, reloaded`);
      await page.close();
    });

    describe("in the replay", () => {
      beforeAll(async () => {
        await session.end();
      });

      test.each(pages)("%s", async (name) => {
        await session.expectReplayed(name, context.replayBrowser);
        await session.expectReplayed(`${name}, changed`, context.replayBrowser);
        await session.expectReplayed(`${name}, reloaded`, context.replayBrowser);
      });

      test("has all its events", () => {
        session.expectNothingMissing();
      });
    });
  });
}
