import { expect, test } from "vitest";
import { compareGrowth } from "../../src/growth/compare-growth.ts";
import { readPageHeap } from "../../src/heap/page-heap.ts";
import { puppeteer } from "../../src/libraries/puppeteer.ts";
import { serveSite } from "../../src/site/site.ts";

const ROUNDS = 5;
const SLACK = { objects: 4, objectsOnce: 0, bytes: 100_000, bytesOnce: 0 };

test("what a page holds on purpose is found in its heap, by name", {
  timeout: 120_000,
}, async () => {
  await using site = await serveSite();
  const browser = await puppeteer.launch(undefined);
  try {
    const page = await browser.newPage();
    await page.goto(`${site.origin}/travelled.html`);
    const empty = await readPageHeap(page);
    await page.evaluate(`{
      class Held {}
      globalThis.held = Array.from({ length: 10 * ${ROUNDS} }, () => {
        const element = document.createElement("section");
        element.className = "held";
        element.addEventListener("click", () => undefined);
        const observer = new MutationObserver(() => undefined);
        observer.observe(element, { childList: true });
        return [element, new Held()];
      });
    }`);
    const late = await readPageHeap(page);
    const plain = { early: empty, late: empty, rounds: ROUNDS };
    const found = compareGrowth({ early: empty, late, rounds: ROUNDS }, plain, SLACK);
    const names = found.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["Held", "EventListener", "MutationObserver"]));
    expect(names.join()).toContain("<section>");
  } finally {
    await browser.close();
  }
});
