import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { OUTLINE, RebuiltTree } from "../support/rebuilt-tree.js";
import { errorsOf, openPage, sent } from "../support/recorded-page.js";

const ROWS = 2000;
const HTML = `<!doctype html><title>t</title><body><main></main><footer>the end</footer></body>`;

/** On a machine so slow that each snapshot takes several tasks. */
async function openLarge(): Promise<Page> {
  const page = await openPage(HTML);
  await page.evaluate(`(() => {
    const main = document.querySelector("main");
    for (let i = 0; i < ${ROWS}; i++) {
      const row = main.appendChild(document.createElement("p"));
      row.id = "row" + i;
      row.innerHTML = "<b>row " + i + "</b> is a <i>row</i>";
      if (i % 500 === 7) row.attachShadow({ mode: "open" }).innerHTML = "<u>shadow</u><slot></slot>";
    }
    const scroller = document.querySelector("#row${ROWS - 1}");
    scroller.style.cssText = "height: 10px; overflow: auto; font-size: 50px";
    scroller.scrollTop = 20;
    return new Promise(requestAnimationFrame);
  })()`);
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 6 });
  await page.evaluate("_test.calls.length = 0");
  return page;
}

async function waitForAll(page: Page): Promise<void> {
  await expect
    .poll(async () => (await sent(page)).at(-1)?.incomplete, { timeout: 20_000 })
    .toBe(undefined);
}

async function expectWhole(page: Page): Promise<void> {
  const events = (await sent(page)).flatMap((batch) => batch.events.map(({ text }) => text));
  const live = await page.evaluate(`${OUTLINE}(document, "").replace(/^#document/, "")`);
  expect(new RebuiltTree(events).outline()).toBe(live);
  expect(await errorsOf(page)).toEqual([]);
}

test("a large snapshot comes in several tasks, whole, at one moment, with where it is scrolled", async () => {
  const page = await openLarge();
  await page.evaluate("_test.controls.takeFullSnapshot()");
  await waitForAll(page);
  await expectWhole(page);
  const batches = await sent(page);
  expect(batches.filter(({ incomplete }) => incomplete).length).toBeGreaterThan(1);
  const events = batches.flatMap((batch) => batch.events);
  const at = events[0]?.timestamp ?? Number.NaN;
  // Each has its own time again where it takes very long.
  expect(events.filter(({ timestamp }) => timestamp !== at && timestamp <= at + 500)).toEqual([]);
  expect(events.some(({ text }) => /"source":3,"id":\d+,"x":0,"y":20/.test(text))).toBe(true);
});

test("what happens while it is taken is in it once, in its place", async () => {
  const page = await openLarge();
  await page.evaluate(`(() => {
    const main = document.querySelector("main");
    const row = (i) => document.querySelector("#row" + i) ?? main.lastChild;
    let i = 0;
    _test.controls.takeFullSnapshot();
    return new Promise((done) => {
      const step = () => {
        // From what is recorded to what is not yet, and back; into both, and out of both.
        main.append(row(i + 1));
        row(10).before(row(${ROWS} - 10 - i));
        row(${ROWS} - 500).append(row(i + 20));
        row(i + 30).remove();
        row(${ROWS} - 30 - i).remove();
        row(5).append("early ", document.createElement("hr"));
        row(${ROWS} - 5).prepend("late ");
        row(${ROWS} - 6).firstChild.data = "changed";
        document.querySelector("footer").title = "step " + i;
        if (++i < 40) setTimeout(step, 3);
        else done();
      };
      step();
    });
  })()`);
  await waitForAll(page);
  expect((await sent(page)).filter(({ incomplete }) => incomplete).length).toBeGreaterThan(1);
  await expectWhole(page);
});

test("it is completed at once where the page goes away, or where Node asks", async () => {
  const page = await openLarge();
  await page.evaluate(`_test.controls.takeFullSnapshot(), _test.controls.flush()`);
  await expectWhole(page);
  await page.evaluate("_test.calls.length = 0, _test.controls.takeFullSnapshot()");
  await page.evaluate(`(location.hash = "elsewhere")`);
  await expectWhole(page);
});

test("another snapshot begins anew", async () => {
  const page = await openLarge();
  await page.evaluate("_test.controls.takeFullSnapshot(), _test.controls.takeFullSnapshot()");
  await waitForAll(page);
  await expectWhole(page);
  await page.evaluate(
    "_test.calls.length = 0, _test.controls.takeFullSnapshot(), _test.controls.pause()",
  );
  await page.evaluate("_test.controls.resume()");
  await waitForAll(page);
  await expectWhole(page);
});
