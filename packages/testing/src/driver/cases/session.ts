import { describe, expect, test } from "vitest";
import type { PageLike } from "../driver.js";
import { pause, waitFor } from "../settled.js";
import type { SuiteContext } from "../suite-context.js";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Long enough for a slow machine to open a page meanwhile. */
const MAX_DURATION_MS = 10_000;

/** The session as a whole: its id, its options, its limits. */
export function describeSession<P extends PageLike>(context: SuiteContext<P>): void {
  describe("a session", () => {
    test("has a UUID, and the next one has another", async () => {
      const [first, second] = [await context.launch(), await context.launch()];
      await Promise.all([first.browser.close(), second.browser.close()]);
      expect(first.sessionId).toMatch(UUID);
      expect(second.sessionId).toMatch(UUID);
      expect(second.sessionId).not.toBe(first.sessionId);
    });

    test("is not there without recording, and the browser works", async () => {
      const browser = await context.driver.launch({});
      try {
        expect(() => browser.sessionId()).toThrow(
          expect.objectContaining({ name: "RecordingError", code: "NOT_RECORDING" }),
        );
        const page = await browser.newPage();
        await page.goto(`${context.site.origin}/plain.html`);
        expect(await page.evaluate("bump()")).toBe(2);
      } finally {
        await browser.close();
      }
    });

    test("keeps its metadata in the manifest", async () => {
      const metadata = { run: "nightly", attempt: 2, tags: ["a", { b: null }] };
      const session = await context.launch({ metadata });
      const page = await session.browser.newPage();
      await page.goto(`${context.site.origin}/plain.html`);
      await session.end();
      expect(session.manifest.metadata).toEqual(metadata);
      expect(session.manifest.reason).toBe("closed");
    });

    test("of two browsers at once holds what is its own", async () => {
      const sessions = [await context.launch(), await context.launch()];
      await Promise.all(
        sessions.map(async (session, i) => {
          const page = await session.browser.newPage();
          await page.goto(`${context.site.origin}/other.html?browser=${i}`);
          await session.keep(page, `browser ${i}`);
        }),
      );
      for (const [i, session] of sessions.entries()) {
        await session.end();
        await session.expectAllReplayed(context.replayBrowser);
        const others = `browser=${1 - i}`;
        expect(JSON.stringify(session.recording)).not.toContain(others);
      }
    });

    test("shorter than a second is kept, but marked as too short", async () => {
      const session = await context.launch();
      const page = await session.browser.newPage();
      await page.goto(`${context.site.origin}/plain.html`);
      await session.end();
      // On a slow machine it may have taken longer, which is then said as well.
      expect(session.manifest.tooShort ?? false).toBe(session.manifest.duration < 1000);
      expect(Object.keys(session.recording.events)).not.toEqual([]);
    });

    test("longer than a second is not too short", async () => {
      const session = await context.launch();
      const page = await session.browser.newPage();
      await page.goto(`${context.site.origin}/plain.html`);
      await pause(1100);
      await page.evaluate("bump()");
      await session.end();
      expect(session.manifest.tooShort ?? false).toBe(false);
      expect(session.recording.duration).toBeGreaterThan(1000);
    });

    test("ends at maxDurationMs while the browser goes on", async () => {
      const session = await context.launch({ maxDurationMs: MAX_DURATION_MS });
      const startedAt = Date.now();
      const page = await session.browser.newPage();
      await page.goto(`${context.site.origin}/plain.html`);
      await session.keep(page, "in time");
      const keptIn = Date.now() - startedAt;
      expect(keptIn, "ms until the page was kept: too slow a machine for this test").toBeLessThan(
        MAX_DURATION_MS,
      );
      const isOver = async () => (await session.readManifest()).state !== "recording";
      await waitFor(isOver, { until: () => "the recording has ended by itself" });

      await page.evaluate("document.body.append('after the end')");
      const another = await session.browser.newPage();
      await another.goto(`${context.site.origin}/other.html?after-the-end`);
      expect(await another.evaluate("document.title")).toBe("Another page");

      await session.end();
      expect(session.manifest).toMatchObject({
        reason: "max-duration",
        limitsHit: ["maxDurationMs"],
      });
      expect(session.recording.duration).toBeLessThanOrEqual(MAX_DURATION_MS);
      expect(JSON.stringify(session.recording)).not.toMatch(/after[ -]the[ -]end/);
      await session.expectReplayed("in time", context.replayBrowser);
    });
  });
}
