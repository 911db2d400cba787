import type { eventWithTime, serializedNodeWithId } from "@rrweb/types";
import { afterAll, beforeAll, expect, test } from "vitest";
import { element, mutation, page, START, text } from "../stage/events.js";
import { StageBrowser } from "../stage/stage-browser.js";

let stage: StageBrowser;
beforeAll(async () => {
  stage = await StageBrowser.launch();
});
afterAll(() => stage[Symbol.asyncDispose]());

const BOX = "display:block;position:absolute;width:100px;height:50px;margin:0;border:0;";

function placed(
  tagName: string,
  top: number,
  attributes: Record<string, string | number> = {},
  ...children: serializedNodeWithId[]
) {
  return element(tagName, { style: `${BOX}left:10px;top:${top}px`, ...attributes }, ...children);
}

/** A page with something of each kind, one below the other. */
function pageOfKinds(): eventWithTime[] {
  const host = placed("my-host", 220);
  const shadowed = { ...element("b", { style: BOX }, text("in the shadow")), isShadow: true };
  const frame = placed("iframe", 290);
  const inner = element("p", { style: `${BOX}left:0;top:0`, id: "inner" }, text("in the frame"));
  const html = element("html", {}, element("head"), element("body", {}, inner));
  const document = { type: 0, id: 90_000, childNodes: [html] } as unknown as serializedNodeWithId;
  const body = [
    placed(
      "p",
      10,
      { id: "named", class: "big red", onclick: "pay()", rr_scrollTop: 5 },
      text("the text"),
      element("i", {}, text("not")),
    ),
    placed("p", 80, { "data-testid": 'say "hi"' }, text("y".repeat(500))),
    placed("p", 150, {}, text("third")),
    { ...host, isShadowHost: true, childNodes: [shadowed] } as serializedNodeWithId,
    frame,
    element("input", { type: "text", value: "typed" }),
  ];
  return [
    ...page(0, { body }),
    mutation(0, { adds: [{ parentId: frame.id, nextId: null, node: document }] }),
    mutation(100, {}),
  ];
}

test("tells of the element that the pointer is on", async () => {
  const shown = await stage.open({ events: { T: pageOfKinds() } });
  await shown.evaluate(async (time) => {
    await playback.seek(time);
    playback.setZoom(1);
    playback.setInspects(true);
  }, START + 50);
  const sheet = await (await shown.$(".stage-sheet"))?.boundingBox();
  const inspect = async (y: number) => {
    await shown.mouse.move((sheet?.x ?? 0) + 20, (sheet?.y ?? 0) + y);
    return shown.evaluate(() => playback.inspected.value);
  };
  expect(await inspect(20)).toMatchObject({
    tagName: "p",
    text: "the text",
    selector: "#named",
    box: { left: 10, top: 10, width: 100, height: 50 },
  });
  expect((await inspect(20))?.attributes.slice(1)).toEqual([
    { name: "id", value: "named" },
    { name: "class", value: "big red" },
    { name: "onclick", value: "pay()" },
  ]);
  const second = await inspect(90);
  expect(second?.selector).toBe(String.raw`[data-testid="say\ \"hi\""]`);
  expect(second?.text).toBe(`${"y".repeat(200)}…`);
  expect((await inspect(160))?.selector).toBe("p:nth-of-type(3)");
  expect(await inspect(230)).toMatchObject({
    selector: "my-host >>> b",
    text: "in the shadow",
    box: { left: 10, top: 220 },
  });
  expect(await inspect(300)).toMatchObject({
    selector: "iframe >>> #inner",
    box: { left: 10, top: 290 },
  });
  expect(await shown.$(".stage-highlight")).not.toBeNull();
  await shown.evaluate(() => playback.setInspects(false));
  expect(await shown.$(".stage-highlight")).toBeNull();
});

test("writes the document as text, with what its fields show", async () => {
  const shown = await stage.open({ events: { T: pageOfKinds() } });
  const written = await shown.evaluate(async (time) => {
    await playback.seek(time);
    const field = shownDocument().querySelector("input");
    if (field) field.value = 'typed & "more"';
    return playback.readDomText();
  }, START + 50);
  expect(written.replace(/ style="[^"]*"/g, "").replace(/y{400,}/, "yyy")).toBe(`<!doctype html>
<html>
  <head></head>
  <body>
    <p id="named" class="big red" onclick="pay()">
      the text
      <i>not</i>
    </p>
    <p data-testid="say &quot;hi&quot;">yyy</p>
    <p>third</p>
    <my-host>
      <template shadowrootmode="open">
        <b>in the shadow</b>
      </template>
    </my-host>
    <iframe>
      <html>
        <head></head>
        <body>
          <p id="inner">in the frame</p>
        </body>
      </html>
    </iframe>
    <input type="text" value="typed &amp; &quot;more&quot;">
  </body>
</html>`);
});

test("fits the page into its place, in the middle, or shows it at a size of choice", async () => {
  const shown = await stage.open({ events: { T: pageOfKinds() } });
  await shown.evaluate((time) => playback.seek(time), START + 50);
  const box = async () => (await shown.$(".stage-layer iframe"))?.boundingBox();
  await shown.evaluate(() => {
    (document.querySelector("#stage") as HTMLElement).style.inlineSize = "400px";
  });
  await expect.poll(async () => (await box())?.width).toBe(400);
  expect(await box()).toMatchObject({ x: 0, width: 400, height: 300 });
  const top = (await box())?.y ?? 0;
  const stageTop = (await (await shown.$("#stage"))?.boundingBox())?.y ?? 0;
  expect(top - stageTop).toBe(150);
  await shown.evaluate(() => playback.setZoom(1));
  expect(await box()).toMatchObject({ width: 800, height: 600 });
  await shown.evaluate(() => playback.setZoom(1.5));
  expect(await box()).toMatchObject({ x: 0, width: 1200, height: 900 });
  await shown.evaluate(() => document.querySelector(".stage")?.scrollTo(500, 0));
  expect(await box()).toMatchObject({ x: -500 });
});
