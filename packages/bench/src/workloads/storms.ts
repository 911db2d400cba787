import type { Workload } from "./workload.ts";

const SECONDS = { full: 10, quick: 0.5 };
const ROWS = { full: 100_000, quick: 2_000 };

const pacedStorm: Workload = {
  name: "storm-paced",
  about: `a mutation storm of 10,000 nodes a second (5,000 rows of an element and its text) for ${SECONDS.full} s`,
  async run({ browser, site, settings }) {
    const page = await browser.newPage();
    await page.goto(`${site.bench}/storm`);
    const seconds = SECONDS[settings.size];
    const rows = await page.evaluate(`storm({ nodesPerSecond: 10_000, seconds: ${seconds} })`);
    return { page, rows: rows as number };
  },
};

const flatOutStorm: Workload = {
  name: "storm-flat-out",
  about: `${ROWS.full} rows of an element and its text, in batches of 200 as fast as the page can`,
  async run({ browser, site, settings }) {
    const page = await browser.newPage();
    await page.goto(`${site.bench}/storm`);
    const rows = await page.evaluate(`flood({ rows: ${ROWS[settings.size]} })`);
    return { page, rows: rows as number };
  },
};

export const STORMS = [pacedStorm, flatOutStorm];
