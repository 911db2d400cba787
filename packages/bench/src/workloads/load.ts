import type { Workload } from "./workload.ts";

const LOADS = { full: 5, quick: 1 };

/**
 * @param name - in the command line and the report
 * @param nodes - of the page
 */
function load(name: string, nodes: number): Workload {
  return {
    name,
    about: `a page of ${nodes} nodes, loaded ${LOADS.full} times`,
    async run({ browser, site, settings }) {
      const page = await browser.newPage();
      for (let count = 0; count < LOADS[settings.size]; count++) {
        await page.goto(`${site.bench}/nodes/${nodes}`);
      }
      return { page };
    },
  };
}

export const LOADS_OF_NODES = [load("load-10k", 10_000), load("load-50k", 50_000)];
