import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openLate, openPage, openWithout, sent, sentText } from "../support/recorded-page.js";

test("recording begins with the body, while the page is still being parsed", async () => {
  const page = await openPage(`<!doctype html><body><p>first</p><script src="/never"></script>`, {
    waitUntil: "commit",
  });
  await page.waitForSelector("p");
  const [first, ...rest] = (await sent(page)).flatMap(({ events }) => events);
  expect(first?.type).toBe(4);
  expect(rest[0]?.type).toBe(2);
  expect(await page.evaluate("document.readyState")).toBe("loading");
  expect(await sentText(page)).toContain("first");
});

test("a page says when its document and all that it loads is there", async () => {
  const page = await openPage("<!doctype html><body><p>x</p><img src='data:,'></body>");
  const types = (await sent(page)).flatMap(({ events }) => events.map(({ type }) => type));
  expect(types.filter((type) => type < 2)).toEqual([0, 1]);
});

test("each change is sent by the end of its task, whatever made it", async () => {
  const page = await openPage(`<!doctype html><body><input id="i"><p id="p"></p>
    <div id="s" style="height:50px;overflow:auto"><div style="height:5000px"></div></div>`);
  const before = (await sent(page)).length;
  await page.evaluate(`document.querySelector("#p").textContent = "now"`);
  expect(await sentText(page)).toContain('"now"');
  await page.evaluate(`document.querySelector("#i").value = "four"`);
  expect(await sentText(page)).toContain('"text":"****"');
  await page.mouse.move(11, 12);
  await page.mouse.move(13, 14);
  expect(await sentText(page)).toMatch(/"x":13,"y":14/);
  const batches = await sent(page);
  expect(batches.length).toBeGreaterThan(before + 3);
  expect(batches.map(({ sequence }) => sequence)).toEqual(batches.map((_, i) => i));
});

test("what happens in shadow trees that were there before the recorder is sent", async () => {
  const page = await openLate(`<!doctype html><body><div><template shadowrootmode="open">
    <div id="s" style="height:50px;overflow:auto"><div style="height:5000px"></div></div>
    <input type="checkbox"></template></div>`);
  await page.evaluate(`new Promise((shown) => {
    document.querySelector("body > div").shadowRoot.querySelector("#s").scrollTop = 123;
    requestAnimationFrame(() => requestAnimationFrame(shown));
  })`);
  expect(await sentText(page)).toMatch(/"source":3,"id":\d+,"x":0,"y":123/);
  await page.click("input");
  expect(await sentText(page)).toMatch(/"source":5,.*"isChecked":true/);
});

test("a snapshot is followed by what it cannot tell: the focus, and that no option is chosen", async () => {
  const page = await openPage(`<!doctype html><body><button>b</button>
    <select><option>first</option></select>`);
  await page.click("button");
  await page.evaluate(`document.querySelector("select").selectedIndex = -1`);
  await page.evaluate("_test.calls.length = 0; _test.controls.takeFullSnapshot()");
  const idOf = (selector: string) =>
    page.evaluate(`_test.controls.idOf(document.querySelector("${selector}"))`);
  const [button, select] = [await idOf("button"), await idOf("select")];
  const events = (await sent(page)).flatMap((batch) =>
    batch.events.map(({ text }) => JSON.parse(text)),
  );
  expect(events.map(({ type, data }) => ({ type, data })).slice(2)).toEqual([
    { type: 3, data: { source: 5, text: "", isChecked: false, userTriggered: false, id: select } },
    { type: 3, data: { source: 2, type: 5, id: button } },
    { type: 5, data: { tag: "pagereel.focus-ring-hidden", payload: { id: button } } },
  ]);
});

test("a select that is still being parsed is not taken for one without a choice", async () => {
  const page = await openPage(`<!doctype html><body>
    <script>document.write("<select>")</script><option>one</option></select><p>behind</p>`);
  expect(await page.evaluate("document.querySelector('select').selectedIndex")).toBe(0);
  expect(await sentText(page)).toContain("behind");
  expect(await sentText(page)).not.toContain('"source":5');
});

test("what happened before a navigation is sent before the navigation begins", async () => {
  const page = await openPage("<!doctype html><body><p>x</p>");
  const last = await page.evaluate(`(() => {
    document.body.append("last words");
    location.hash = "away";
    return _test.calls.at(-1);
  })()`);
  expect(last).toContain("last words");
});

test("the page finds no global, no extra frame and no console line", async () => {
  const probe = "Object.getOwnPropertyNames(window).sort().join() + window.length";
  const lines: string[] = [];
  const look = async (page: Page) => {
    page.on("console", (line) => lines.push(line.text()));
    page.on("pageerror", (error) => lines.push(String(error)));
    await page.reload();
    return String(await page.evaluate(probe)).replace("_test,", "");
  };
  const html = "<!doctype html><body><p>x</p>";
  expect(await look(await openPage(html))).toBe(await look(await openWithout(html)));
  expect(lines).toEqual([]);
});

test("a field is masked in values and attributes, a password field also when shown as text", async () => {
  const page = await openPage(`<!doctype html><body><input id="t" value="attr-secret">
    <input id="p" type="password"><input type="hidden" value="hidden-secret">
    <textarea id="a">area-secret</textarea><select><option selected>one</option></select>`);
  await page.fill("#t", "typed-secret");
  await page.fill("#p", "pass-secret");
  await page.evaluate(`document.querySelector("#p").type = "text"`);
  await page.fill("#p", "shown-secret");
  await page.evaluate(`document.querySelector("#t").setAttribute("value", "late-secret")`);
  await page.evaluate(`document.querySelector("#a").textContent = "new-secret"`);
  const text = await sentText(page);
  expect(text).not.toMatch(/[a-z]+-secret/);
  expect(text).toContain("************");
});

test("muted, it sends nothing more; asked, it sends a full snapshot", async () => {
  const page = await openPage("<!doctype html><body><p>x</p>");
  const before = (await sent(page)).length;
  await page.evaluate("_test.controls.takeFullSnapshot()");
  const batches = await sent(page);
  expect(batches.slice(before).flatMap(({ events }) => events.map(({ type }) => type))).toEqual([
    4, 2,
  ]);
  await page.evaluate(`_test.controls.mute(), document.body.append("muted")`);
  expect(await sentText(page)).not.toContain("muted");
});

test("paused as it was put away, it records again when the page is restored", async () => {
  const page = await openPage("<!doctype html><body><p>x</p>");
  await page.evaluate("_test.controls.pause(), _test.controls.spare(true)");
  await page.evaluate(`_test.calls.length = 0, document.body.append("paused")`);
  expect(await sent(page)).toEqual([]);
  await page.evaluate(`dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }))`);
  await page.evaluate(`document.body.append("restored")`);
  const events = (await sent(page)).flatMap((batch) => batch.events);
  expect(events.map(({ type }) => type).filter((type) => type !== 5)).toEqual([4, 2, 3]);
  expect(events.map(({ text }) => text).join()).toMatch(/"paused".*"restored"/s);
});
