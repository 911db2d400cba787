import type { Workload } from "./workload.ts";

export const memory: Workload = {
  name: "memory",
  about: "a page that changes 20 times a second and does not grow, for the time that is told above",
  async run({ browser, site, settings }) {
    const page = await browser.newPage();
    await page.goto(`${site.bench}/ticker`);
    await page.evaluate(`live({ seconds: ${settings.memorySeconds} })`);
    return { page };
  },
};
