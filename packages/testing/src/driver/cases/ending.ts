import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { PageLike } from "../driver.js";
import { failingSink } from "../failing-sink.js";
import { pause, waitFor } from "../settled.js";
import type { SuiteContext } from "../suite-context.js";

/** Ends that nobody asked for, and what is on disk before any end. */
export function describeEnding<P extends PageLike>(context: SuiteContext<P>): void {
  const { driver } = context;

  describe("what is recorded", () => {
    test("is finalized when the browser's process is killed", async () => {
      const session = await context.launch();
      const page = await session.browser.newPage();
      await page.goto(`${context.site.origin}/frames/cross-site.html`);
      await session.keep(page, "before the crash");
      const last = await page.evaluate("document.body.append('the last words'), 'seen'");
      expect(last).toBe("seen");
      process.kill(await session.browser.processId(), "SIGKILL");
      const isOver = async () => (await session.readManifest()).state !== "recording";
      await waitFor(isOver, { until: () => "the recording has been finalized" });
      await session.read();
      expect(session.manifest.reason).toBe("crashed");
      await session.expectReplayed("before the crash", context.replayBrowser);
      using replay = await context.replayBrowser.replay(session.eventsOf("before the crash"));
      expect(await replay.text("body")).toContain("the last words");
      await session.browser.close();
    });

    test("grows on disk while the browser runs", async () => {
      const directory = await mkdtemp(join(tmpdir(), "pagereel-store-"));
      const session = await context.launch({ sink: driver.fileStore(directory) });
      expect((await session.readManifest()).state).toBe("recording");
      const page = await session.browser.newPage();
      await page.goto(`${context.site.origin}/ticking.html`);
      const sizes = [await sizeOf(directory)];
      for (let i = 0; i < 2; i++) {
        const before = sizes.at(-1) as number;
        const hasGrown = async () => (await sizeOf(directory)) > before;
        await waitFor(hasGrown, { until: () => `the store holds more than ${before} bytes` });
        sizes.push(await sizeOf(directory));
      }
      await page.goto(`${context.site.origin}/plain.html`);
      await session.keep(page, "page");
      await session.end();
      await session.expectAllReplayed(context.replayBrowser);
      await rm(directory, { recursive: true });
    });

    test("that cannot be written from the start makes the launch fail", async () => {
      const sink = failingSink(driver.memoryStore(), { from: "the start" });
      await expect(driver.launch({ recording: { sink } })).rejects.toMatchObject({
        name: "RecordingError",
        code: "SINK_WRITE_FAILED",
      });
    });

    test("and cannot be written later leaves the automation alone", async () => {
      const errors: Error[] = [];
      const sink = failingSink(driver.memoryStore(), { from: "the first segment" });
      const browser = await driver.launch({
        recording: { sink, onError: (error) => errors.push(error) },
      });
      const page = await browser.newPage();
      await page.goto(`${context.site.origin}/plain.html`);
      for (let count = 2; count < 6; count++) {
        expect(await page.evaluate("bump()")).toBe(count);
        await pause(50);
      }
      await page.goto(`${context.site.crossSite}/other.html`);
      expect(await page.evaluate("document.title")).toBe("Another page");
      await browser.close();
      expect(errors[0]).toMatchObject({ name: "RecordingError", code: "SINK_WRITE_FAILED" });
    });
  });
}

/** Bytes of all files below a directory. */
async function sizeOf(directory: string): Promise<number> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  // A file that was replaced meanwhile counts for nothing this time.
  const sizes = files.map(({ parentPath, name }) =>
    stat(join(parentPath, name)).then(
      ({ size }) => size,
      () => 0,
    ),
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
