import { describe, expect, test } from "vitest";
import type { SiteOrigins } from "../../site/site-origins.js";
import type { PageLike } from "../driver.js";
import type { RecordedSession } from "../recorded-session.js";
import { waitFor } from "../settled.js";
import type { SuiteContext } from "../suite-context.js";

/** Playwright starts Chromium with it; most browsers run without. */
const NO_BFCACHE = "--disable-back-forward-cache";

/** One tab that goes to other documents, in the same and in other processes. */
export function describeNavigation<P extends PageLike>(context: SuiteContext<P>): void {
  describe("a tab that goes", () => {
    test("to itself again, three times", async () => {
      const session = await context.launch();
      const page = await session.browser.newPage();
      await page.goto(`${context.site.origin}/plain.html`);
      for (const name of ["first", "second", "third"]) {
        await page.click("#add");
        await session.keep(page, name);
        await page.reload();
        await session.keep(page, `${name}, reloaded`);
      }
      await session.end();
      await session.expectAllReplayed(context.replayBrowser);
    });

    test("to another origin and another site, and stays one target", async () => {
      const { site, replayBrowser } = context;
      const session = await context.launch();
      const page = await session.browser.newPage();
      const addresses = {
        "a page": `${site.origin}/other.html?n=1`,
        "the same origin": `${site.origin}/plain.html`,
        "another origin": `${site.crossOrigin}/other.html?n=2`,
        "another site": `${site.crossSite}/other.html?n=3`,
        "the first site": `${site.origin}/other.html?n=4`,
        "a blank page": "about:blank",
        "a data page": "data:text/html,<p>data</p>",
      };
      for (const [name, address] of Object.entries(addresses)) {
        await page.goto(address);
        await session.keep(page, name);
      }
      await session.end();
      await session.expectAllReplayed(replayBrowser);
      const targetIds = Object.keys(addresses).map((name) => session.targetIdOf(name));
      expect(new Set(targetIds).size).toBe(1);
      const target = session.manifest.targets.find(({ targetId }) => targetId === targetIds[0]);
      expect(target?.urls.map(({ url }) => url)).toEqual(
        expect.arrayContaining(Object.values(addresses)),
      );
    });

    test("back and forward", async () => {
      const { origin } = context.site;
      const session = await context.launch();
      const page = await session.browser.newPage();
      await goThrough(session, page, [
        ["first", () => page.goto(historyPage(origin, 1))],
        ["second", () => page.goto(historyPage(origin, 2))],
        ["back", () => page.goBack()],
        ["forward", () => page.goForward()],
      ]);
      await session.end();
      await session.expectAllReplayed(context.replayBrowser);
    });

    test.runIf(context.driver.choosesArguments).each([
      ["of one site", (site: SiteOrigins) => site.origin],
      ["of two sites", (site: SiteOrigins) => site.crossSite],
    ])("back and forward to pages %s that the browser kept whole", async (_, second) => {
      const { site } = context;
      const session = await context.launch({}, { ignoreDefaultArgs: [NO_BFCACHE] });
      const page = await session.browser.newPage();
      const [one, two] = [historyPage(site.origin, 1), historyPage(second(site), 2)];
      await goThrough(session, page, [
        ["first", () => page.goto(one)],
        ["second", () => page.goto(two)],
        ["back", () => traverse(page, -1, one)],
        ["forward", () => traverse(page, 1, two)],
        ["back again", () => traverse(page, -1, one)],
      ]);
      expect(await page.evaluate("document.getElementById('shown').textContent")).toContain(
        "restored as it was",
      );
      await session.end();
      await session.expectAllReplayed(context.replayBrowser);
    });

    test("through history.pushState, and on to where a fragment points", async () => {
      const session = await context.launch();
      const page = await session.browser.newPage();
      await page.goto(`${context.site.origin}/plain.html`);
      await page.evaluate("history.pushState({}, '', '/pushed'); bump()");
      await session.keep(page, "pushed");
      await page.evaluate("location.hash = 'add'; bump()");
      await session.keep(page, "fragment");
      await session.end();
      await session.expectAllReplayed(context.replayBrowser);
    });
  });
}

type Step = [name: string, go: () => Promise<unknown>];

/** Changes a page at each step, so that a document that comes again differs from what it was. */
async function goThrough<P extends PageLike>(
  session: RecordedSession<P>,
  page: P,
  steps: Step[],
): Promise<void> {
  for (const [name, go] of steps) {
    await go();
    await session.keep(page, name);
    await page.evaluate(`document.body.append(${JSON.stringify(`changed at ${name}`)})`);
    await session.keep(page, `${name}, changed`);
  }
}

/** By the page's own script: a library may wait for a load event, which a kept page has not. */
async function traverse(page: PageLike, delta: number, url: string): Promise<void> {
  await page.evaluate(`void setTimeout(() => history.go(${delta}), 0)`);
  await waitFor(async () => page.url() === url, { until: () => `the tab shows ${url}` });
}

function historyPage(origin: string, n: number): string {
  return `${origin}/history.html?n=${n}`;
}
