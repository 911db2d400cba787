import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type RunningChromium, startChromium } from "../../chromium/start-chromium.js";
import type { PageLike } from "../driver.js";
import { RecordedSession } from "../recorded-session.js";
import { waitFor } from "../settled.js";
import type { SuiteContext } from "../suite-context.js";

/** Every way that a page comes to exist, popups apart. */
export function describePages<P extends PageLike>(context: SuiteContext<P>): void {
  describe("a page that comes to exist", () => {
    test.runIf(context.driver.opensFirstPage)("as the first tab", async () => {
      const session = await context.launch();
      await keepFirstPage(session, context);
      await session.end();
      await session.expectAllReplayed(context.replayBrowser);
    });

    test("by newPage", async () => {
      const session = await context.launch();
      const page = await session.browser.newPage();
      await page.goto(`${context.site.origin}/plain.html`);
      await page.click("#add");
      await session.keep(page, "page");
      await session.end();
      await session.expectAllReplayed(context.replayBrowser);
    });

    test("by newPage, and changed before it goes anywhere", async () => {
      const session = await context.launch();
      const page = await session.browser.newPage();
      await page.evaluate("document.body.append('written on the blank page')");
      await session.keep(page, "blank page");
      await session.end();
      await session.expectAllReplayed(context.replayBrowser);
    });

    test("in new contexts, one of which closes before the browser", async () => {
      const session = await context.launch();
      const [first, second] = [
        await session.browser.newContext(),
        await session.browser.newContext(),
      ];
      for (const [name, made] of Object.entries({ first, second })) {
        const page = await made.newPage();
        await page.goto(`${context.site.origin}/other.html?in=${name}`);
        await session.keep(page, name);
      }
      await first.close();
      await session.end();
      await session.expectAllReplayed(context.replayBrowser);
    });

    test("several at a time, each a target of its own", async () => {
      const session = await context.launch();
      const pages = await Promise.all([1, 2, 3].map(() => session.browser.newPage()));
      await Promise.all(
        pages.map((page, i) => page.goto(`${context.site.origin}/other.html?n=${i}`)),
      );
      for (const [i, page] of pages.entries()) await session.keep(page, `page ${i}`);
      await session.end();
      await session.expectAllReplayed(context.replayBrowser);
      const targetIds = pages.map((_, i) => session.targetIdOf(`page ${i}`));
      expect(new Set(targetIds).size).toBe(3);
    });

    test("in a library that withRecording was given", async () => {
      const { driver, site, replayBrowser } = context;
      const session = await RecordedSession.start(driver, (recording) =>
        driver.launchLibrary({ recording }),
      );
      const page = await session.browser.newPage();
      await page.goto(`${site.origin}/plain.html`);
      await session.keep(page, "page");
      await session.end();
      await session.expectAllReplayed(replayBrowser);
    });

    test("in a persistent context", async () => {
      const { driver, replayBrowser } = context;
      const directory = await mkdtemp(join(tmpdir(), "pagereel-profile-"));
      const session = await RecordedSession.start(driver, (recording) =>
        driver.launchPersistent(directory, { recording }),
      );
      await keepFirstPage(session, context);
      const page = await session.browser.newPage();
      await page.goto(`${context.site.crossSite}/plain.html`);
      await session.keep(page, "second tab");
      await session.end();
      await rm(directory, { recursive: true, force: true, maxRetries: 5 });
      await session.expectAllReplayed(replayBrowser);
    });

    test("in a browser that is connected to, before and after", async () => {
      const { driver, site, replayBrowser } = context;
      await using chromium = await startChromium(`${site.origin}/frames/cross-site.html`);
      // Playwright can hang on a page that is still loading frames when it connects.
      await waitFor(async () => (await listTargets(chromium)).includes(", settled"), {
        until: () => "the page that is open has loaded",
      });
      const session = await RecordedSession.start(driver, (recording) =>
        driver.connect(chromium.browserUrl, { recording }),
      );
      const [open] = await session.browser.pages();
      if (!open) throw new Error("The browser has no page.");
      await session.keep(open, "open before");
      await open.evaluate("document.body.append('changed after connecting')");
      await session.keep(open, "open before, changed");
      await open.reload();
      await session.keep(open, "open before, reloaded");
      const page = await session.browser.newPage();
      await page.goto(`${site.origin}/plain.html`);
      await session.keep(page, "opened after");
      await session.browser.disconnect();
      await session.read();
      expect(session.manifest.reason).toBe("disconnected");
      await session.expectAllReplayed(replayBrowser);
      expect(await listTargets(chromium)).toContain("/frames/cross-site.html");
    });
  });
}

async function keepFirstPage<P extends PageLike>(
  session: RecordedSession<P>,
  { site }: SuiteContext<P>,
): Promise<void> {
  const [page] = await session.browser.pages();
  if (!page) throw new Error("The browser has no first page.");
  await page.goto(`${site.origin}/plain.html`);
  await page.click("#add");
  await session.keep(page, "first tab");
}

/** Titles and addresses of all that the browser shows, as JSON. */
async function listTargets({ browserUrl }: RunningChromium): Promise<string> {
  const response = await fetch(`${browserUrl}/json/list`);
  return response.text();
}
