import { type DomLine, flattenDom, readLiveDom } from "@pagereel/testing";
import type { Page } from "puppeteer-core";

/** What a stage shows, as the lines by which pages are compared. */
export async function shownDom(page: Page): Promise<DomLine[]> {
  const frame = {
    evaluate: (expression: string) =>
      page.evaluate(`((document) => ${expression})(shownDocument())`),
    // The frames of a replay are read together with it.
    evaluateHandle: async () => ({
      getProperties: async () => new Map(),
      asElement: () => null,
    }),
  };
  return flattenDom(await readLiveDom(frame, { replayed: true }));
}
