import { describe, test } from "vitest";
import type { PageLike } from "../driver/driver.js";
import { pause, waitUntilMarked } from "../driver/settled.js";
import type { SuiteContext } from "../driver/suite-context.js";
import {
  bump,
  expectNoneLost,
  repeatInOneBrowser,
  replayedCounter,
  type Seen,
  timeoutOf,
} from "./tail.js";

/** How soon after its load a popup is read, in ms. */
const POPUP_READ_AFTER_MS = 20;

/** A page that counts up to the moment in which it, or its browser, is closed. */
export function describeClosing<P extends PageLike>(
  context: SuiteContext<P>,
  repeat: number,
): void {
  const timeout = timeoutOf(repeat);

  test("before page.close()", { timeout }, async () => {
    await expectTails(context, repeat, async (page) => {
      await page.goto(`${context.site.origin}/ticking.html`);
    });
  });

  test("before page.close(), before the load event", { timeout }, async () => {
    await expectTails(context, repeat, async (page) => {
      await page.goto(`${context.site.origin}/slow-image.html`, { waitUntil: "domcontentloaded" });
    });
    context.site.releaseHeld();
  });

  describe("of a popup", () => {
    test(`read ${POPUP_READ_AFTER_MS} ms after its load`, { timeout }, async () => {
      const { session, rounds } = await repeatInOneBrowser(context, repeat, async (session) => {
        const opener = await session.browser.newPage();
        await opener.goto(`${context.site.origin}/popup-opener.html`);
        const popup = await session.browser.waitForPage(opener, () => opener.click("#brief"));
        await waitUntilMarked(popup);
        await pause(POPUP_READ_AFTER_MS);
        const targetId = await session.browser.targetId(popup);
        const value = await bump(popup);
        await popup.close();
        await opener.close();
        return { targetId, value };
      });
      await expectRecorded(context, session, rounds);
    });
  });

  test("before browser.close()", { timeout }, async () => {
    const results: { value: number; replayed: number }[] = [];
    for (let i = 0; i < repeat; i++) {
      const session = await context.launch();
      const page = await session.browser.newPage();
      const targetId = await session.browser.targetId(page);
      await page.goto(`${context.site.origin}/ticking.html`);
      const value = await bump(page);
      await session.end();
      results.push({ value, replayed: await replayedCounter(context, session, targetId) });
    }
    expectNoneLost(results);
  });
}

async function expectTails<P extends PageLike>(
  context: SuiteContext<P>,
  repeat: number,
  open: (page: P) => Promise<void>,
): Promise<void> {
  const { session, rounds } = await repeatInOneBrowser(context, repeat, async (session) => {
    const page = await session.browser.newPage();
    const targetId = await session.browser.targetId(page);
    await open(page);
    const value = await bump(page);
    await page.close();
    return { targetId, value };
  });
  await expectRecorded(context, session, rounds);
}

async function expectRecorded<P extends PageLike>(
  context: SuiteContext<P>,
  session: Awaited<ReturnType<SuiteContext<P>["launch"]>>,
  rounds: Seen[],
): Promise<void> {
  const results: { value: number; replayed: number }[] = [];
  for (const { targetId, value } of rounds) {
    results.push({ value, replayed: await replayedCounter(context, session, targetId) });
  }
  expectNoneLost(results);
  session.expectNothingMissing();
}
