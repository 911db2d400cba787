import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fetchRecording, fileStore, readManifest } from "@pagereel/core";
import { launch } from "@pagereel/puppeteer-adapter";
import { expect, onTestFinished, test, vi } from "vitest";
import { marksIn, showMark, upTo } from "../src/marks.ts";
import { launchOptions } from "../src/options.ts";
import { temporaryDirectory } from "../src/temporary.ts";
import { TIMES } from "../src/times.ts";

const DISK_BYTES = 2 * 1024 * 1024;

/** A disk of 2 MB; undefined where one may not be made. */
function smallDisk(): string | undefined {
  const disk = path.join(temporaryDirectory(), "disk");
  mkdirSync(disk);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${DISK_BYTES}`, "tmpfs", disk]);
  } catch {
    // Only root may.
    return undefined;
  }
  onTestFinished(() => void execFileSync("umount", ["-l", disk]));
  return disk;
}

test.for(TIMES)("the disk is full, and then free again (%d)", async (_, { skip }) => {
  const disk = smallDisk();
  if (!disk) return skip("a small disk can be made by root only");
  const errors: Error[] = [];
  const store = fileStore(path.join(disk, "recordings"));
  const onError = (error: Error) => void errors.push(error);
  const browser = await launch(launchOptions(store, { onError }));
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  await page.evaluate(showMark(1));
  const { bsize, bavail } = statfsSync(disk);
  writeFileSync(path.join(disk, "filler"), Buffer.alloc(bsize * bavail));
  for (let number = 2; number <= 100; number++) await page.evaluate(showMark(number, 2000));
  await vi.waitFor(() => expect(errors.length).toBeGreaterThan(0), 20_000);
  rmSync(path.join(disk, "filler"));
  for (let number = 101; number <= 150; number++) await page.evaluate(showMark(number, 2000));
  await browser.close();
  expect(marksIn(await fetchRecording(browser.sessionId(), { store }))).toEqual(upTo(150));
  expect((await readManifest(store, browser.sessionId())).state).toBe("final");
  expect(errors[0]).toMatchObject({ code: "SINK_WRITE_FAILED" });
});

test.each(TIMES)("the store's directory is removed (%d)", async () => {
  const root = path.join(temporaryDirectory(), "recordings");
  const store = fileStore(root);
  const browser = await launch(launchOptions(store));
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  for (let number = 1; number <= 50; number++) await page.evaluate(showMark(number));
  await vi.waitFor(async () => {
    const { segments } = await readManifest(store, browser.sessionId());
    expect(segments.length).toBeGreaterThan(0);
  }, 20_000);
  rmSync(root, { recursive: true });
  for (let number = 51; number <= 100; number++) await page.evaluate(showMark(number));
  await browser.close();
  // All of them are on the page, which is recorded anew as a whole.
  expect(marksIn(await fetchRecording(browser.sessionId(), { store }))).toEqual(upTo(100));
  const { state, gaps } = await readManifest(store, browser.sessionId());
  expect(state).toBe("partial");
  expect(new Set(gaps.map(({ reason }) => reason))).toEqual(new Set(["segment-lost"]));
});
