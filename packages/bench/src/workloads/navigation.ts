import type { Workload } from "./workload.ts";

const NAVIGATIONS = { full: 60, quick: 3 };
const NODES = 500;

export const navigation: Workload = {
  name: "navigation",
  about: `${NAVIGATIONS.full} navigations, one after the other, to pages of ${NODES} nodes`,
  async run({ browser, site, settings }) {
    const page = await browser.newPage();
    for (let count = 0; count < NAVIGATIONS[settings.size]; count++) {
      // Another address each time: it is not a reload.
      await page.goto(`${site.bench}/nodes/${NODES}?page=${count}`);
    }
    return { page };
  },
};
