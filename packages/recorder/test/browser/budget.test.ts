import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { OUTLINE, RebuiltTree } from "../support/rebuilt-tree.js";
import { errorsOf, openPage, sent } from "../support/recorded-page.js";

const HTML = `<!doctype html><body style="height:600px"><main></main><p id="styled">x</p></body>`;
/** Any work at all costs more than this. A step lasts long enough to look at what is recorded then. */
const NOTHING = { cpuShare: 1e-9, lookMs: 500 };
const TIMEOUT = { timeout: 20_000 };

interface Told {
  type: number;
  data: {
    source?: number;
    tag?: string;
    payload?: { step: number };
    attributes?: { attributes: { style?: unknown } }[];
  };
}

/** A page that changes all the time, a style and a node at a time. */
function makeBusy(page: Page): Promise<unknown> {
  return page.evaluate(`(() => {
    let i = 0;
    const main = document.querySelector("main");
    const { style } = document.querySelector("#styled");
    window.busy = setInterval(() => {
      style.marginLeft = i + "px";
      if (main.childNodes.length > 20) main.firstChild.remove();
      main.append(Object.assign(document.createElement("b"), { textContent: "at " + i++ }));
    }, 5);
  })()`);
}

async function told(page: Page): Promise<Told[]> {
  return (await sent(page)).flatMap(({ events }) => events.map(({ text }) => JSON.parse(text)));
}

async function stepsOf(page: Page): Promise<number[]> {
  const steps = (await told(page)).map(({ data }) => data.payload?.step);
  return steps.filter((step) => step !== undefined);
}

/** Stands in for Node. */
function answerRequests(page: Page): Promise<unknown> {
  return page.evaluate(`(() => {
    const answer = () => {
      const asks = _test.calls.some((call) => /^[^\\n]*"wantsCheckout":true/.test(call) && !seen.has(call) && seen.add(call));
      if (asks) _test.controls.takeFullSnapshot();
    };
    const seen = new Set();
    window.answering = setInterval(answer, 10);
  })()`);
}

test("over its budget the recorder does without, a step at a time, and says so", async () => {
  const page = await openPage(HTML, { config: { budget: NOTHING } });
  await makeBusy(page);
  await expect.poll(() => stepsOf(page), TIMEOUT).toEqual([1, 2, 3]);
  const steps = (await sent(page)).map(({ budgetStep = 0 }) => budgetStep);
  expect([...new Set(steps)]).toEqual([0, 1, 2, 3]);
  await page.evaluate("_test.calls.length = 0");
  await page.mouse.move(10, 10);
  // Where nothing is that came after the last snapshot.
  await page.mouse.move(700, 500);
  await page.mouse.down();
  const events = await told(page);
  // Clicks are told, moves and changes of the tree are not.
  expect(events.some(({ data }) => data.source === 2)).toBe(true);
  expect(events.filter(({ data }) => data.source === 0 || data.source === 1)).toEqual([]);
  expect(await errorsOf(page)).toEqual([]);
});

test("of style attributes the last values come, and with the page's end at the latest", async () => {
  // Bytes, so that a step is taken when the page says much, and only then.
  const page = await openPage(HTML, {
    config: { budget: { bytesPerSecond: 20_000, lookMs: 1000 } },
  });
  const flood = `document.querySelector("main").title = "x".repeat(10_000)`;
  for (let step = 1; step <= 2; step++) {
    await expect
      .poll(async () => {
        await page.evaluate(`${flood} + Math.random()`);
        return stepsOf(page);
      }, TIMEOUT)
      .toContain(step);
  }
  await page.evaluate("_test.calls.length = 0");
  await page.evaluate(`(async () => {
    const { style } = document.querySelector("#styled");
    for (let i = 0; i <= 20; i++) {
      style.marginLeft = i + "px";
      await null;
    }
    _test.controls.flush();
  })()`);
  const styles = (await told(page))
    .flatMap(({ data }) => data.attributes ?? [])
    .map(({ attributes }) => attributes.style)
    .filter((style) => style !== undefined);
  expect(styles).toEqual(["margin-left: 20px;"]);
});

test("snapshots stand for what is left out; when it is calm again, all is recorded", async () => {
  const page = await openPage(HTML, { config: { budget: { cpuShare: 0.05, lookMs: 100 } } });
  await answerRequests(page);
  await page.evaluate(`(() => {
    const main = document.querySelector("main");
    main.innerHTML = "<i>many</i>".repeat(3000);
    window.busy = setInterval(() => {
      for (let i = 0; i < 3000; i++) main.append(main.firstChild);
    }, 0);
  })()`);
  await expect.poll(() => stepsOf(page), TIMEOUT).toContain(3);
  await page.evaluate("_test.calls.length = 0");
  await expect
    .poll(async () => (await told(page)).filter(({ type }) => type === 2).length, TIMEOUT)
    .toBeGreaterThan(0);
  await page.evaluate("clearInterval(busy)");
  await expect.poll(async () => (await stepsOf(page)).at(-1), TIMEOUT).toBe(0);
  await page.evaluate(`document.querySelector("main").prepend("calm")`);
  const events = (await sent(page)).flatMap((batch) => batch.events.map(({ text }) => text));
  const live = await page.evaluate(`${OUTLINE}(document, "").replace(/^#document/, "")`);
  expect(
    new RebuiltTree(
      events.slice(events.findIndex((text) => text.startsWith('{"type":4'))),
    ).outline(),
  ).toBe(live);
  expect(await errorsOf(page)).toEqual([]);
});

test("without a budget nothing is left out", async () => {
  const page = await openPage(HTML);
  await makeBusy(page);
  await expect.poll(async () => (await sent(page)).length, TIMEOUT).toBeGreaterThan(100);
  expect(await stepsOf(page)).toEqual([]);
});
