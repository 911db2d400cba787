import type { Workload } from "./workload.ts";

/** 10 s, where each frame is shown. */
const FRAMES = { full: 600, quick: 30 };

export const animation: Workload = {
  name: "animation",
  about: `200 elements moved by their inline styles, transform and opacity, for ${FRAMES.full} frames`,
  async run({ browser, site, settings }) {
    const page = await browser.newPage();
    await page.goto(`${site.bench}/animation`);
    await page.evaluate(`animate({ elements: 200, frames: ${FRAMES[settings.size]} })`);
    return { page };
  },
};
