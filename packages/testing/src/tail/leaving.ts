import { test } from "vitest";
import type { PageLike } from "../driver/driver.js";
import { waitFor } from "../driver/settled.js";
import type { SuiteContext } from "../driver/suite-context.js";
import { textsOfDocuments } from "../replay/texts-of-documents.js";
import { expectNoneLost, repeatInOneBrowser, timeoutOf } from "./tail.js";

/** What the automation saw last of one load of the counting page. */
type LastSeen = [load: string, value: number];

const SEE = "[load, bump()]";

/** A page that counts up to the moment in which its tab goes to another document. */
export function describeLeaving<P extends PageLike>(
  context: SuiteContext<P>,
  repeat: number,
): void {
  const timeout = timeoutOf(repeat);

  test("before a navigation", { timeout }, async () => {
    await expectTails(context, repeat, async (page) => {
      const seen = await page.evaluate(SEE);
      await page.goto(`${context.site.origin}/other.html`);
      return seen;
    });
  });

  test("before a navigation to another site", { timeout }, async () => {
    await expectTails(context, repeat, async (page) => {
      const seen = await page.evaluate(SEE);
      await page.goto(`${context.site.crossSite}/other.html`);
      return seen;
    });
  });

  test("before a reload", { timeout }, async () => {
    await expectTails(context, repeat, async (page) => {
      const seen = await page.evaluate(SEE);
      await page.reload();
      return seen;
    });
  });

  test("in a click handler that then sets location.href", { timeout }, async () => {
    await expectTails(context, repeat, async (page) => {
      await page.click("#leave");
      const hasLeft = async () => page.url().endsWith("/other.html");
      await waitFor(hasLeft, { until: () => "the page shows what the click leads to" });
      return page.evaluate("JSON.parse(sessionStorage.getItem('left'))");
    });
  });
}

/** Leaves a counting page in one tab over and over. */
async function expectTails<P extends PageLike>(
  context: SuiteContext<P>,
  repeat: number,
  leave: (page: P) => Promise<unknown>,
): Promise<void> {
  let page: P | undefined;
  let targetId = "";
  const { session, rounds } = await repeatInOneBrowser(context, repeat, async ({ browser }) => {
    page ??= await browser.newPage();
    targetId ||= await browser.targetId(page);
    await page.goto(`${context.site.origin}/ticking.html`);
    return (await leave(page)) as LastSeen;
  });
  const events = session.recording.events[targetId] ?? [];
  const texts = await textsOfDocuments(events, "#seen", context.replayBrowser);
  const replayed = countersByLoad(texts);
  expectNoneLost(
    rounds.map(([load, value]) => ({ value, replayed: replayed.get(load) ?? Number.NaN })),
  );
  session.expectNothingMissing();
}

/** @param texts - such as `k3j9x2 17`, undefined for other pages */
function countersByLoad(texts: (string | undefined)[]): Map<string, number> {
  const counters = new Map<string, number>();
  for (const text of texts) {
    const [load, value] = text?.split(" ") ?? [];
    if (load) counters.set(load, Number(value));
  }
  return counters;
}
