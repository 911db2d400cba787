import type { BenchBrowser } from "../driver/driver.ts";

/**
 * A browser that notes how long its `newPage` takes.
 *
 * @param times - to which ms are added
 */
export function timeNewPages(browser: BenchBrowser, times: number[]): BenchBrowser {
  return {
    ...browser,
    async newPage() {
      const startedAt = performance.now();
      const page = await browser.newPage();
      times.push(performance.now() - startedAt);
      return page;
    },
  };
}
