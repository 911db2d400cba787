import { IncrementalSource, MouseInteractions } from "@rrweb/types";
import { afterAll, beforeAll, expect, test } from "vitest";
import { element, incremental, mutation, page, START, text } from "../stage/events.js";
import { StageBrowser } from "../stage/stage-browser.js";

let stage: StageBrowser;
beforeAll(async () => {
  stage = await StageBrowser.launch();
});
afterAll(() => stage[Symbol.asyncDispose]());

test("runs and requests nothing that a hostile recording brings", async () => {
  const hostile = (path: string) => `${stage.origin}/${path}`;
  const script = () => element("script", {}, text("top.pwned = 1"));
  const SVG = `<svg xmlns="http://www.w3.org/2000/svg"><script>top.pwned = 2</script></svg>`;
  const link = element("a", { href: "javascript:top.pwned = 3", id: "link" }, text("a link"));
  const form = element("form", { action: hostile("form") }, element("button", { id: "send" }));
  const frame = element("iframe", { srcdoc: "<script>top.pwned = 4</script>" });
  const head = [
    element("base", { href: hostile("base/"), target: "_top" }),
    element("meta", { "http-equiv": "refresh", content: `0;url=${hostile("refresh")}` }),
    element("link", { rel: "stylesheet", href: hostile("sheet.css") }),
    element("link", { rel: "prefetch", href: hostile("prefetch") }),
    element(
      "style",
      {},
      text(`@import "${hostile("import.css")}"; @font-face { font-family: x;
      src: url(${hostile("font")}) } body { font-family: x; background: url(${hostile("back")}) }`),
    ),
    script(),
  ];
  const body = [
    element("img", { src: hostile("img"), onerror: "top.pwned = 5" }),
    element("img", { src: `data:image/svg+xml,${encodeURIComponent(SVG)}` }),
    element("svg", { onload: "top.pwned = 6" }, script()),
    element("object", { data: hostile("object") }),
    element("embed", { src: hostile("embed") }),
    element("video", { src: hostile("video"), poster: hostile("poster"), autoplay: "" }),
    element("p", {}, text("x".repeat(1_000_000))),
    link,
    form,
    frame,
    element("p", {}, text("</p><script>top.pwned = 7</script>")),
  ];
  const click = (at: number, id: number) =>
    incremental(at, {
      source: IncrementalSource.MouseInteraction,
      type: MouseInteractions.Click,
      id,
    });
  const added = { parentId: link.id, nextId: null, node: script() };
  const events = [
    ...page(0, { head, body }),
    mutation(50, { adds: [added] }),
    click(60, link.id),
    click(70, form.childNodes[0]?.id ?? 0),
    mutation(80, { attributes: [{ id: link.id, attributes: { onclick: "top.pwned = 8" } }] }),
    incremental(90, {
      source: IncrementalSource.Font,
      family: "y",
      fontSource: `url(${hostile("late-font")})`,
      buffer: false,
    }),
    mutation(200, {}),
  ];
  const shown = await stage.open({ events: { T: events } });
  await shown.evaluate(() => playback.play());
  await shown.waitForFunction(() => !playback.isPlaying.value);
  await shown.evaluate((time) => playback.seek(time), START + 100);
  // A click of whoever watches reaches nothing of it.
  await shown.mouse.click(200, 200);
  const isAlive = await shown.evaluate(async () => {
    await new Promise((done) => setTimeout(done, 300));
    const sandbox = document.querySelector("iframe")?.getAttribute("sandbox");
    return ["pwned" in globalThis, sandbox, location.pathname];
  });
  expect(isAlive).toEqual([false, "allow-same-origin", "/"]);
  expect(stage.requests).toEqual([]);
});

test("leaves the focus where whoever watches has it", async () => {
  const field = element("input", { id: "field", autofocus: "" });
  const button = element("button", { autofocus: "" }, text("in a dialog"));
  const dialog = element("dialog", { open: "", rr_open_mode: "modal" }, button);
  const inner = element("p", {}, text("page"));
  const focus = (at: number) =>
    incremental(at, {
      source: IncrementalSource.MouseInteraction,
      type: MouseInteractions.Focus,
      id: field.id,
    });
  const events = [
    ...page(0, { body: [field, inner] }),
    focus(50),
    mutation(100, { adds: [{ parentId: inner.id, nextId: null, node: dialog }] }),
    mutation(200, {}),
  ];
  const shown = await stage.open({ events: { T: events } });
  const focused = () => shown.evaluate(() => document.activeElement?.id);
  await shown.focus("#control");
  await shown.evaluate((time) => playback.seek(time), START + 150);
  expect(await focused()).toBe("control");
  await shown.evaluate(async (time) => {
    await playback.seek(time);
    playback.play();
  }, START);
  await shown.keyboard.type("abc");
  await shown.waitForFunction(() => !playback.isPlaying.value);
  expect(await focused()).toBe("control");
  expect(await shown.$eval("#control", (input) => (input as HTMLInputElement).value)).toBe("abc");
});

test("applies thousands of events without freezing the page", async () => {
  const list = element("ul");
  const events = [
    ...page(0, { body: [list] }),
    ...Array.from({ length: 20_000 }, (_, i) => {
      const node = element("li", {}, text(`item ${i}`));
      return mutation(i + 1, { adds: [{ parentId: list.id, nextId: null, node }] });
    }),
  ];
  const shown = await stage.open({ events: { T: events } });
  const result = await shown.evaluate(async (time) => {
    let turns = 0;
    let isDone = false;
    const seeking = playback.seek(time).then(() => {
      isDone = true;
    });
    while (!isDone) {
      turns += 1;
      await new Promise((done) => setTimeout(done));
    }
    await seeking;
    return { turns, items: shownDocument().querySelectorAll("li").length };
  }, START + 10_000);
  expect(result.items).toBe(10_000);
  // The page had its turn many times meanwhile.
  expect(result.turns).toBeGreaterThan(5);
});
