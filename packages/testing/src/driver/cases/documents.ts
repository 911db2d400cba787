import { beforeAll, describe, expect, test } from "vitest";
import type { PageLike } from "../driver.js";
import type { RecordedSession } from "../recorded-session.js";
import type { SuiteContext } from "../suite-context.js";

const PAGES = [
  "plain.html",
  "forms.html",
  "styles.html",
  "scroll.html",
  "strict-csp.html",
  "sandbox-policy.html",
  "hostile.html",
  "document.xhtml",
  "document.svg",
];
const ADOPTED_LATER = "adopted-later.html";
/** Its script may not read the sheet, and the site does not allow others to. */
const OTHER_SITES_SHEET = "other-sites-sheet.html";

/** Documents that are hard to record: by their kind, or because they resist. */
export function describeDocuments<P extends PageLike>(context: SuiteContext<P>): void {
  describe("a document", () => {
    let session: RecordedSession<P>;

    beforeAll(async () => {
      session = await context.launch();
    });

    test.each([...PAGES, ADOPTED_LATER, OTHER_SITES_SHEET])(
      "%s: is shown, and changes",
      async (name) => {
        const page = await session.browser.newPage();
        await page.goto(`${context.site.origin}/${name}`);
        await session.keep(page, name);
        await page.evaluate(
          "document.documentElement.append(document.createTextNode('changed by the automation'))",
        );
        await session.keep(page, `${name}, changed`);
        await page.close();
      },
    );

    describe("in the replay", () => {
      beforeAll(async () => {
        await session.end();
      });

      test.each(PAGES)("%s", async (name) => {
        await session.expectReplayed(name, context.replayBrowser);
        await session.expectReplayed(`${name}, changed`, context.replayBrowser);
      });

      test(ADOPTED_LATER, async () => {
        // On a seek, rrweb changes constructed sheets before it makes them: only without its virtual
        // DOM are they replayed.
        const replayOptions = { useVirtualDom: false };
        await session.expectReplayed(ADOPTED_LATER, context.replayBrowser, replayOptions);
      });

      test("has the sheets of other sites, without a request", () => {
        const events = JSON.stringify(session.eventsOf(OTHER_SITES_SHEET));
        expect(events).toContain("rgb(12, 34, 56)");
        expect(events).toContain(`${context.site.crossSite}/assets/pointer.svg`);
        const path = "/assets/other-sites-sheet.css";
        expect(context.site.requests.filter((each) => each.endsWith(path))).toEqual([
          `GET ${path}`,
        ]);
      });

      test("with a strict policy reports no violation", () => {
        expect(context.site.requests).not.toContain("POST /csp-report");
      });

      test("has all its events", () => {
        session.expectNothingMissing();
      });
    });
  });
}
