import { CHROMIUM_ARGS } from "@pagereel/testing/chromium";
import type { BenchBrowser } from "../driver/driver.ts";
import { spreadOf } from "../statistics/spread.ts";
import { WORKLOADS } from "../workloads/index.ts";
import type { Mark, OwnFigures, Task } from "./messages.ts";
import { timeNewPages } from "./time-new-pages.ts";

/** The other library must not be in the memory of the process. */
const LAUNCHERS = {
  playwright: async () => (await import("../playwright/launch-playwright.ts")).launchPlaywright,
  puppeteer: async () => (await import("../puppeteer/launch-puppeteer.ts")).launchPuppeteer,
};

/**
 * Does what a task says, in the process that is measured.
 *
 * @param reach - waits until the figures at this moment are taken
 */
export async function perform(task: Task, reach: (mark: Mark) => Promise<void>) {
  const { executablePath, folder, library, variant } = task;
  const options = { executablePath, args: CHROMIUM_ARGS, folder };
  const launch = await LAUNCHERS[library]();
  const browser = await launch(variant, options);
  try {
    const figures = await measure(browser, task, reach);
    return { figures, remarks: await browser.remarks() };
  } catch (error) {
    await browser.close().catch(() => {
      // The browser may be what failed; the first error says more.
    });
    throw error;
  }
}

async function measure(
  browser: BenchBrowser,
  { workload: name, site, settings }: Task,
  reach: (mark: Mark) => Promise<void>,
): Promise<OwnFigures> {
  const workload = WORKLOADS.find((one) => one.name === name);
  if (!workload) throw new Error(`There is no workload "${name}".`);
  const newPageTimes: number[] = [];
  const timed = timeNewPages(browser, newPageTimes);
  await reach("launched");
  const startedAt = performance.now();
  const { page, rows } = await workload.run({ browser: timed, site, settings });
  const wallMs = performance.now() - startedAt;
  await reach("worked");
  const heapBytes = await page.heapBytes();
  await reach("stopping");
  const stopMs = await timeOf(() => browser.stopRecording());
  await reach("stopped");
  const browserCloseMs = await timeOf(() => browser.close());
  await reach("closed");
  return {
    wallMs,
    newPageMs: spreadOf(newPageTimes)?.median ?? 0,
    closeMs: stopMs + browserCloseMs,
    heapBytes,
    ...(rows !== undefined && { rows }),
  };
}

async function timeOf(action: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await action();
  return performance.now() - startedAt;
}
