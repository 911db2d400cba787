import type { Workload } from "./workload.ts";

const PAGES = { full: 20, quick: 2 };

export const newPage: Workload = {
  name: "new-page",
  about: `${PAGES.full} empty pages, opened and closed one after the other, and one that stays open`,
  async run({ browser, settings }) {
    for (let count = 0; count < PAGES[settings.size]; count++) {
      const page = await browser.newPage();
      await page.close();
    }
    return { page: await browser.newPage() };
  },
};
