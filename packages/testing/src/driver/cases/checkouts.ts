import { EventType, type eventWithTime } from "@rrweb/types";
import { describe, expect, test } from "vitest";
import type { DrivenFrame, PageLike } from "../driver.js";
import { pause } from "../settled.js";
import type { SuiteContext } from "../suite-context.js";

const EVERY_MS = 1000;

/** Full snapshots while recording goes on, in all frames of a page together. */
export function describeCheckouts<P extends PageLike>(context: SuiteContext<P>): void {
  describe("checkouts", () => {
    test("come with the time while a page changes, with all its frames in them", async () => {
      const session = await context.launch({ checkout: { everyMs: EVERY_MS } });
      const page = await session.browser.newPage();
      await page.goto(`${context.site.origin}/frames/nested.html`);
      await session.keep(page, "0");
      for (let i = 1; i <= 4; i++) {
        await pause(EVERY_MS);
        for (const frame of page.frames()) await frame.evaluate(`document.body.append("at ${i}")`);
        await session.keep(page, `${i}`);
      }
      await session.end();
      expect(fullSnapshotsIn(session.eventsOf("4"))).toBeGreaterThan(3);
      await session.expectAllReplayed(context.replayBrowser);
    });

    test("come with the bytes, none larger than what it makes reachable; segments begin so", async () => {
      const everyBytes = 50_000;
      const session = await context.launch({ checkout: { everyBytes } });
      const page = await session.browser.newPage();
      await page.goto(`${context.site.origin}/plain.html`);
      for (let i = 1; i <= 30; i++) await appendText(page.mainFrame(), 10_000);
      await session.keep(page, "large");
      await session.end();
      const sizes = bytesBetweenSnapshots(session.eventsOf("large"));
      expect(sizes.length).toBeGreaterThan(3);
      // The first one may be of the tab's blank page, and the last one has no next one.
      for (const { snapshot, events } of sizes.slice(1, -1)) {
        // Another event or two come before the page takes the snapshot.
        expect(events).toBeLessThan(Math.max(snapshot, everyBytes) + 100_000);
        expect(events).toBeGreaterThan(Math.max(snapshot, everyBytes) - 1000);
      }
      const { segments } = session.manifest;
      expect(segments.filter(({ continued }) => continued)).toEqual([]);
      await session.expectAllReplayed(context.replayBrowser);
    });

    test("do not come to a page that does nothing", async () => {
      const session = await context.launch({ checkout: { everyMs: EVERY_MS } });
      const page = await session.browser.newPage();
      // Its adopted style sheets and its frame are told after each snapshot.
      await page.goto(`${context.site.origin}/styles.html`);
      await pause(2 * EVERY_MS);
      await session.keep(page, "early");
      await pause(4 * EVERY_MS);
      await session.keep(page, "late");
      await session.end();
      const events = session.eventsOf("late");
      const later = events.filter(({ timestamp }) => timestamp > session.timeOf("early"));
      expect(fullSnapshotsIn(events)).toBeGreaterThan(0);
      // What happened while it was loaded has been checked out by then.
      expect(fullSnapshotsIn(later)).toBe(0);
      await session.expectAllReplayed(context.replayBrowser);
    });
  });
}

function fullSnapshotsIn(events: eventWithTime[]): number {
  return events.filter(({ type }) => type === EventType.FullSnapshot).length;
}

/** For each full snapshot its size and that of the events up to the next one, as JSON. */
function bytesBetweenSnapshots(events: eventWithTime[]) {
  const sizes: { snapshot: number; events: number }[] = [];
  for (const event of events) {
    const bytes = JSON.stringify(event).length;
    if (event.type === EventType.FullSnapshot) sizes.push({ snapshot: bytes, events: 0 });
    else if (event.type === EventType.IncrementalSnapshot)
      (sizes.at(-1) ?? { events: 0 }).events += bytes;
  }
  return sizes;
}

async function appendText(frame: DrivenFrame, length: number): Promise<void> {
  await frame.evaluate(`document.body.append("x".repeat(${length}), document.createElement("hr"))`);
}
