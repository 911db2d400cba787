import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openPage, openWithout } from "../support/recorded-page.js";

/** One round of a page's life: what it makes, it drops again. */
const ROUND = `(async () => {
  const frame = document.createElement("iframe");
  document.body.append(frame);
  for (let i = 0; i < 200; i++) {
    const host = document.createElement("div");
    host.attachShadow({ mode: i % 2 ? "open" : "closed" }).innerHTML = "<p><b>inside</b></p>";
    const field = document.createElement("input");
    host.append(field, document.createElement("canvas"));
    document.body.append(host);
    field.value = "x" + i;
    host.style.width = i + "px";
  }
  const style = document.createElement("style");
  document.head.append(style);
  for (let i = 0; i < 50; i++) style.sheet.insertRule("p { margin: " + i + "px }", 0);
  style.sheet.cssRules[0].style.color = "red";
  const font = new FontFace("none", "url(none.woff2)");
  document.fonts.add(font);
  await new Promise((done) => setTimeout(done, 20));
  window._test?.controls.takeFullSnapshot();
  if (window._test) window._test.calls.length = 0;
  document.fonts.delete(font);
  document.body.replaceChildren();
  style.remove();
  await new Promise((done) => setTimeout(done, 150));
  if (window._test) window._test.calls.length = 0;
})()`;
const WARM_UP = 3;
const ROUNDS = 12;

interface Held {
  Nodes: number;
  Documents: number;
  Frames: number;
  JSEventListeners: number;
  JSHeapUsedSize: number;
}

test("what a page drops is not held, nor do listeners add up", async () => {
  const html = "<!doctype html><title>t</title><body></body>";
  const recorded = await grown(await openPage(html));
  const without = await grown(await openWithout(html));
  for (const name of ["Nodes", "Documents", "Frames", "JSEventListeners"] as const) {
    expect(recorded[name], name).toBeLessThanOrEqual(without[name]);
  }
  // Ids and what was compiled; a held round would be some hundred kilobytes.
  expect(recorded.JSHeapUsedSize - without.JSHeapUsedSize).toBeLessThan(ROUNDS * 20_000);
});

test("frames that are gone are not remembered", async () => {
  const page = await openPage("<!doctype html><title>t</title><body></body>");
  await page.evaluate(`(async () => {
    for (let i = 0; i < 200; i++) {
      const frame = document.createElement("iframe");
      document.body.append(frame);
      await new Promise((done) => setTimeout(done));
      frame.remove();
    }
  })()`);
  expect(await countOf(page, "WeakRef")).toBeLessThan(50);
});

/** How many objects of a class the page's window has. */
async function countOf(page: Page, name: string): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const expression = `${name}.prototype`;
  const { result } = await session.send("Runtime.evaluate", { expression });
  const prototypeObjectId = result.objectId as string;
  const { objects } = await session.send("Runtime.queryObjects", { prototypeObjectId });
  const functionDeclaration = "function () { return this.length; }";
  const { objectId } = objects as { objectId: string };
  const options = { objectId, functionDeclaration, returnByValue: true };
  const { result: count } = await session.send("Runtime.callFunctionOn", options);
  await session.detach();
  return count.value;
}

/** By how much each figure grew over the rounds. */
async function grown(page: Page): Promise<Held> {
  for (let i = 0; i < WARM_UP; i++) await page.evaluate(ROUND);
  const before = await held(page);
  for (let i = 0; i < ROUNDS; i++) await page.evaluate(ROUND);
  const after = await held(page);
  const names = Object.keys(before) as (keyof Held)[];
  return Object.fromEntries(names.map((name) => [name, after[name] - before[name]])) as never;
}

async function held(page: Page): Promise<Held> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  // What has a finalizer goes with the second collection.
  await session.send("HeapProfiler.collectGarbage");
  await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  await session.detach();
  const names = ["Nodes", "Documents", "Frames", "JSEventListeners", "JSHeapUsedSize"];
  const chosen = metrics.filter(({ name }) => names.includes(name));
  return Object.fromEntries(chosen.map(({ name, value }) => [name, value])) as never;
}
