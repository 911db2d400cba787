import { expect, test } from "vitest";
import type { PageLike } from "../driver/driver.js";
import type { SuiteContext } from "../driver/suite-context.js";
import type { Replay } from "../replay/replay.js";
import { repeatInOneBrowser, timeoutOf } from "./tail.js";

type Point = { x: number; y: number };

/** Where the mouse and the page's scrolling were last: throttles lose these. */
export function describeInputTail<P extends PageLike>(
  context: SuiteContext<P>,
  repeat: number,
): void {
  const timeout = timeoutOf(repeat);

  async function expectLast(
    path: string,
    move: (page: P, round: number) => Promise<Point>,
    read: (replay: Replay) => Promise<Point>,
  ): Promise<void> {
    const { session, rounds } = await repeatInOneBrowser(context, repeat, async (session, i) => {
      const page = await session.browser.newPage();
      const targetId = await session.browser.targetId(page);
      await page.goto(context.site.origin + path);
      const last = await move(page, i);
      await page.close();
      return { targetId, last };
    });
    expect(rounds).toHaveLength(repeat);
    const replayed: Point[] = [];
    for (const { targetId } of rounds) {
      using replay = await context.replayBrowser.replay(session.recording.events[targetId] ?? []);
      replayed.push(await read(replay));
    }
    expect(replayed).toEqual(rounds.map(({ last }) => last));
  }

  test("has the last position of the mouse", { timeout }, async () => {
    await expectLast(
      "/mouse.html",
      async (page, round) => {
        for (let step = 1; step <= 3; step++) await page.mouse.move(20 + round + step, 50 * step);
        const [x, y] = String(await page.evaluate("document.getElementById('at').textContent"))
          .split(",")
          .map(Number);
        return { x: x as number, y: y as number };
      },
      (replay) => replay.mousePosition(),
    );
  });

  test("has the last position of the page's scrolling", { timeout }, async () => {
    await expectLast(
      "/scroll.html",
      async (page, round) => {
        for (const y of [500, 700, 900 + round]) await scrollTo(page, y);
        return { x: 0, y: Number(await page.evaluate("scrollY")) };
      },
      (replay) => replay.scrollPosition(),
    );
  });
}

/** Scrolls and waits for the frame that shows it: its scroll event comes with it. */
async function scrollTo(page: PageLike, y: number): Promise<void> {
  await page.evaluate(`scrollTo(0, ${y})`);
  await page.evaluate("new Promise((shown) => requestAnimationFrame(() => shown(true)))");
}
