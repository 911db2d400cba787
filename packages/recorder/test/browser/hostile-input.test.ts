import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { errorsOf, openPage, sent, sentText } from "../support/recorded-page.js";

const HTML = "<!doctype html><title>t</title><body><main></main></body>";
const MAIN = `document.querySelector("main")`;

/** The page goes on, and so does its recording. */
async function expectAlive(page: Page): Promise<void> {
  await page.evaluate(`document.body.append("still here")`);
  expect(await sentText(page)).toContain("still here");
  expect(await errorsOf(page)).toEqual([]);
}

test("an attribute of 10 MB is recorded whole", async () => {
  const page = await openPage(HTML);
  await page.evaluate(`${MAIN}.setAttribute("data-huge", "h".repeat(10_000_000) + "-end")`);
  expect((await sentText(page)).match(/h+-end/)?.[0]).toHaveLength(10_000_004);
  await expectAlive(page);
});

test("100,000 nodes are recorded", async () => {
  const page = await openPage(HTML);
  await page.evaluate(`${MAIN}.innerHTML = "<i>x</i>".repeat(50_000)`);
  expect((await sentText(page)).match(/"tagName":"i"/g)).toHaveLength(50_000);
  await expectAlive(page);
});

test("10,000 levels are recorded, in what is added and in snapshots", async () => {
  const page = await openPage(HTML);
  await page.evaluate(`(() => {
    let at = ${MAIN};
    // Laying it out would take the browser minutes.
    at.hidden = true;
    for (let i = 0; i < 10_000; i++) at = at.appendChild(document.createElement("u"));
    at.textContent = "the bottom";
  })()`);
  expect((await sentText(page)).match(/"tagName":"u"/g)).toHaveLength(10_000);
  await page.evaluate(
    "_test.calls.length = 0, _test.controls.takeFullSnapshot(), _test.controls.flush()",
  );
  const text = await sentText(page);
  expect(text.match(/"tagName":"u"/g)).toHaveLength(10_000);
  expect(text).toContain("the bottom");
  await expectAlive(page);
});

test("halves of surrogate pairs, and names that no document can make, are recorded", async () => {
  const page = await openPage(
    `<!doctype html><body><main></main><a"b c<d=1></a"b><p "x='1' @y=2>odd</p></body>`,
  );
  await page.evaluate(`${MAIN}.textContent = "a\\ud83d b\\ude00 c"`);
  await page.evaluate(`${MAIN}.title = "\\udfff"`);
  expect(await sentText(page)).toContain(String.raw`a\ud83d b\ude00 c`);
  await expectAlive(page);
});

test("a page whose properties are cycles, getters that throw and other nodes' is recorded", async () => {
  const page = await openPage(HTML);
  await page.evaluate(`(() => {
    const form = document.createElement("form");
    // Named fields stand in for the form's own properties.
    for (const name of ["parentNode", "childNodes", "attributes", "nodeType", "firstChild"]) {
      form.append(Object.assign(document.createElement("input"), { name }));
    }
    const cycle = { toString: () => cycle };
    Object.defineProperty(form, "nodeName", { get() { throw cycle; } });
    form.tagName2 = cycle;
    ${MAIN}.append(form, "after the form");
    new FontFace("cyclic", "url(x)", { get weight() { return "bold"; } });
  })()`);
  expect((await sentText(page)).match(/"tagName":"input"/g)).toHaveLength(5);
  expect(await sentText(page)).toContain("after the form");
  await expectAlive(page);
});

test("500 frames are each recorded", async () => {
  const page = await openPage(HTML);
  await page.evaluate(`(() => {
    for (let i = 0; i < 500; i++) {
      ${MAIN}.append(Object.assign(document.createElement("iframe"), { srcdoc: "<p>in " + i }));
    }
  })()`);
  await expect
    .poll(async () => (await sent(page)).flatMap(({ links }) => links ?? []).length, {
      timeout: 90_000,
    })
    .toBeGreaterThanOrEqual(500);
  await expectAlive(page);
}, 120_000);

test("a flood of mutations is recorded to its last one", async () => {
  const page = await openPage(HTML);
  await page.evaluate(`(async () => {
    for (let turn = 0; turn < 100; turn++) {
      for (let i = 0; i < 200; i++) {
        const row = document.createElement("s");
        row.textContent = turn + "/" + i;
        ${MAIN}.append(row);
        if (i % 2) row.remove();
        else row.className = "c" + i;
      }
      await new Promise((done) => setTimeout(done, 0));
      if (turn < 99) ${MAIN}.replaceChildren();
    }
  })()`);
  expect(await sentText(page)).toContain('"99/198"');
  await expectAlive(page);
});

test("a page that closes itself at once disturbs nobody", async () => {
  const page = await openPage(HTML);
  const [popup] = await Promise.all([
    page.waitForEvent("popup"),
    page.evaluate(`void window.open("about:blank").close()`),
  ]);
  expect(popup.isClosed() || (await popup.waitForEvent("close"))).toBeTruthy();
  await expectAlive(page);
});
