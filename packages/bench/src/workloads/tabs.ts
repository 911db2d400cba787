import type { Workload } from "./workload.ts";

const TABS = { full: 20, quick: 3 };
const SECONDS = { full: 10, quick: 0.5 };

export const tabs: Workload = {
  name: "tabs",
  about: `${TABS.full} pages at once, each of which changes 20 times a second for ${SECONDS.full} s`,
  async run({ browser, site, settings }) {
    const pages = await Promise.all(
      Array.from({ length: TABS[settings.size] }, async () => {
        const page = await browser.newPage();
        await page.goto(`${site.bench}/ticker`);
        await page.evaluate(`live({ seconds: ${SECONDS[settings.size]} })`);
        return page;
      }),
    );
    const [page] = pages;
    if (!page) throw new Error("No page was opened.");
    return { page };
  },
};
