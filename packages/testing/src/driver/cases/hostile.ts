import { EventType } from "@rrweb/types";
import { describe, expect, test } from "vitest";
import type { PageLike } from "../driver.js";
import { pause } from "../settled.js";
import type { SuiteContext } from "../suite-context.js";

/** Some megabytes a second: each change is about 20 kB, and the page itself stays small. */
const START_FLOOD = `{
  const line = document.body.appendChild(document.createElement("p"));
  let changes = 1000;
  window.flood = setInterval(() => { line.textContent = String(changes++).repeat(5000); }, 4);
}`;
const FLOOD_MS = 3000;
const END_FLOOD = "clearInterval(window.flood), document.body.append('after the flood')";

/** Pages against the recording itself: they neither forge it nor fill the disk. */
export function describeHostilePages<P extends PageLike>(context: SuiteContext<P>): void {
  describe("a hostile page", () => {
    test("that floods the recording is paused, and is recorded again when it has calmed down", async () => {
      const maxTargetBytesPerSecond = 50_000;
      const session = await context.launch({ limits: { maxTargetBytesPerSecond } });
      const page = await session.browser.newPage();
      await page.goto(`${context.site.origin}/plain.html`);
      await session.keep(page, "before");
      const startedAt = Date.now();
      await page.evaluate(START_FLOOD);
      await pause(FLOOD_MS);
      await page.evaluate(END_FLOOD);
      await session.waitForRecorded(page, "after the flood");
      await session.keep(page, "after");
      const seconds = 10 + (Date.now() - startedAt) / 1000;
      await session.end();

      const reasons = session.manifest.gaps.map(({ reason }) => reason);
      expect(new Set(reasons)).toEqual(new Set(["rate-limited"]));
      expect(session.manifest.limitsHit).toEqual(["maxTargetBytesPerSecond"]);
      const bytes = JSON.stringify(session.eventsOf("after")).length;
      // The last event before each pause may be as large as a snapshot.
      expect(bytes).toBeLessThan(maxTargetBytesPerSecond * seconds + 500_000);
      await session.expectReplayed("before", context.replayBrowser);
      await session.expectReplayed("after", context.replayBrowser);
    });

    test("that sends more than a target may is recorded up to there; others go on", async () => {
      const maxTargetBytes = 1_000_000;
      const session = await context.launch({ limits: { maxTargetBytes } });
      const page = await session.browser.newPage();
      await page.goto(`${context.site.origin}/plain.html`);
      await session.keep(page, "flooding");
      await page.evaluate(START_FLOOD);
      await pause(FLOOD_MS);
      await page.goto(`${context.site.origin}/other.html`);
      const other = await session.browser.newPage();
      await other.goto(`${context.site.origin}/forms.html`);
      await session.keep(other, "another");
      await session.end();

      const [gap] = session.manifest.gaps;
      expect(session.manifest.gaps).toMatchObject([{ reason: "size-limit" }]);
      expect(gap?.targetId).toBe(session.targetIdOf("flooding"));
      expect(gap?.to).toBeGreaterThan((session.manifest.endedAt as number) - 10_000);
      expect(session.manifest.limitsHit).toEqual(["maxTargetBytes"]);
      expect(JSON.stringify(session.eventsOf("flooding")).length).toBeLessThan(2 * maxTargetBytes);
      await session.expectReplayed("flooding", context.replayBrowser);
      await session.expectReplayed("another", context.replayBrowser);
    });

    test("that costs more than the budget is recorded by snapshots, in the end", async () => {
      const session = await context.launch({ budget: { bytesPerSecond: 20_000 } });
      const page = await session.browser.newPage();
      await page.goto(`${context.site.origin}/plain.html`);
      await page.evaluate(START_FLOOD);
      await session.waitForRecorded(page, `"tag":"pagereel.budget","payload":{"step":3}`);
      await page.evaluate(END_FLOOD);
      await session.waitForRecorded(page, "after the flood");
      await session.keep(page, "after");
      await session.end();
      const reasons = session.manifest.gaps.map(({ reason }) => reason);
      expect(reasons).toEqual(["over-budget"]);
      const told = session.eventsOf("after").filter(({ type }) => type === EventType.Custom);
      const steps = told.filter(({ data }) => (data as { tag: string }).tag === "pagereel.budget");
      // The last one is left again when the page is calm for long enough.
      expect(steps.slice(0, 3).map(({ data }) => (data as { payload: object }).payload)).toEqual(
        [1, 2, 3].map((step) => ({ step })),
      );
      await session.expectReplayed("after", context.replayBrowser);
    });

    test("that says it is a recorder is not heard", async () => {
      const session = await context.launch();
      const page = await session.browser.newPage();
      await page.goto(`${context.site.origin}/forging.html`);
      await session.keep(page, "page");
      expect(await page.evaluate("calls")).toBe(0);
      await session.end();
      expect(JSON.stringify(session.recording)).not.toContain("forged");
      await session.expectAllReplayed(context.replayBrowser);
    });
  });
}
