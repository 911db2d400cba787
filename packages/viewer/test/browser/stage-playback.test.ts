import { type fullSnapshotEvent, IncrementalSource } from "@rrweb/types";
import { afterAll, beforeAll, expect, test } from "vitest";
import { element, incremental, mutation, page, START, text, write } from "../stage/events.js";
import { StageBrowser } from "../stage/stage-browser.js";

let stage: StageBrowser;
beforeAll(async () => {
  stage = await StageBrowser.launch();
});
afterAll(() => stage[Symbol.asyncDispose]());

/** Ten seconds in windows of a second, each with a count of tenths. */
function counting() {
  return Array.from({ length: 10 }, (_, second) => {
    const count = text(`${second}.0`);
    const tenths = Array.from({ length: 9 }, (_, i) =>
      write(second * 1000 + (i + 1) * 100, count, `${second}.${i + 1}`),
    );
    return [...page(second * 1000, { body: [element("p", {}, count)] }), ...tenths];
  }).flat();
}

test("shows the moment that is sought, forward, back and across windows", async () => {
  const shown = await stage.open({ events: { T: counting() } });
  const seek = (at: number) =>
    shown.evaluate(async (time) => {
      await playback.seek(time);
      return [playback.time.value - time, shownDocument().body.textContent];
    }, START + at);

  expect(await seek(0)).toEqual([0, "0.0"]);
  expect(await seek(550)).toEqual([0, "0.5"]);
  expect(await seek(5200)).toEqual([0, "5.2"]);
  expect(await seek(5100)).toEqual([0, "5.1"]);
  expect(await seek(9900)).toEqual([0, "9.9"]);
  expect(await seek(2000)).toEqual([0, "2.0"]);
  expect(await seek(1999)).toEqual([0, "1.9"]);
  expect(await seek(99_999)).toEqual([9900 - 99_999, "9.9"]);
});

test("plays through windows up to the end, and again from the beginning", async () => {
  const shown = await stage.open({ events: { T: counting() } });
  const texts = await shown.evaluate(async () => {
    const seen = new Set<string>();
    playback.setSpeed(8);
    playback.play();
    while (playback.isPlaying.value) {
      await new Promise(requestAnimationFrame);
      seen.add(shownDocument().body.textContent ?? "");
    }
    return [...seen];
  });
  expect(texts.at(-1)).toBe("9.9");
  expect(texts).toEqual(texts.toSorted());
  // The course, and not the end alone; how many frames there are is the machine's business.
  expect(texts.length).toBeGreaterThan(2);
  expect(await shown.evaluate(() => document.querySelectorAll(".stage-layer").length)).toBe(1);

  await shown.evaluate(() => {
    playback.play();
    playback.pause();
  });
  await shown.waitForFunction(() => shownDocument().body.textContent === "0.0");
});

test("shows the newest of many that are sought at once", async () => {
  const shown = await stage.open({ events: { T: counting() } });
  const text = await shown.evaluate(async (start) => {
    const seeks = [1300, 7700, 3200, 8100].map((at) => playback.seek(start + at));
    await Promise.all(seeks);
    return shownDocument().body.textContent;
  }, START);
  expect(text).toBe("8.1");
  expect(await shown.evaluate(() => document.querySelectorAll(".stage-layer").length)).toBe(1);
});

test("steps from event to event, across windows", async () => {
  const shown = await stage.open({ events: { T: counting() } });
  const step = (direction: 1 | -1) =>
    shown.evaluate(async (way) => {
      await playback.step(way);
      return shownDocument().body.textContent;
    }, direction);
  await shown.evaluate((time) => playback.seek(time), START + 850);
  expect([await step(1), await step(1), await step(1)]).toEqual(["0.9", "1.1", "1.2"]);
  expect([await step(-1), await step(-1), await step(-1)]).toEqual(["1.1", "0.9", "0.8"]);
});

test("a style sheet that is known later is not there after a seek back", async () => {
  const link = element("link", { rel: "stylesheet", href: "https://a.test/late.css" });
  const attributes = { _cssText: "body { color: rgb(1, 2, 3) }" };
  const events = [
    ...page(0, { head: [link], body: [] }),
    mutation(500, { attributes: [{ id: link.id, attributes }] }),
  ];
  const shown = await stage.open({ events: { T: events } });
  const color = (at: number) =>
    shown.evaluate(async (time) => {
      await playback.seek(time);
      return getComputedStyle(shownDocument().body).color;
    }, START + at);
  expect(await color(500)).toBe("rgb(1, 2, 3)");
  expect(await color(100)).toBe("rgb(0, 0, 0)");
});

test("a window that was made ready is shown when it is its turn, whatever came between", async () => {
  const events = [...page(0, {}), ...page(1000, {}), moveAt(2000)];
  const shown = await stage.open({ events: { T: events } });
  const layers = await shown.evaluate(async (start) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    session.gate = promise;
    playback.setSpeed(8);
    playback.play();
    while (playback.time.value < start + 1000) await new Promise(requestAnimationFrame);
    // There is nothing to step to.
    const stepped = playback.step(1);
    resolve();
    await stepped;
    playback.play();
    while (playback.isPlaying.value) await new Promise(requestAnimationFrame);
    return document.querySelectorAll(".stage-layer").length;
  }, START);
  expect(layers).toBe(1);
});

test("a seek that waits for another one comes to nothing when the view closes", async () => {
  const shown = await stage.open({ events: { T: counting() } });
  const reads = await shown.evaluate(async (start) => {
    await playback.seek(start);
    const { promise, resolve } = Promise.withResolvers<void>();
    session.gate = promise;
    let count = 0;
    const read = session.readWindow.bind(session);
    session.readWindow = (...asked) => {
      count += 1;
      return read(...asked);
    };
    const seeks = [playback.seek(start + 5000), playback.seek(start + 7000)];
    playback.close();
    resolve();
    await Promise.all(seeks);
    return count;
  }, START);
  expect(reads).toBe(1);
});

test("shows where the page and its parts were scrolled to", async () => {
  const tall = element("div", { style: "block-size: 3000px" });
  const part = element("div", { style: "block-size: 100px; overflow: auto" }, tall);
  const rest = element("div", { style: "block-size: 5000px" });
  const first = page(1000, { body: [part, rest] });
  const scroll = (at: number, id: number, y: number) =>
    incremental(at, { source: IncrementalSource.Scroll, id, x: 0, y });
  const events = [
    ...page(0, { body: [] }),
    ...first,
    ...[scroll(1100, part.id, 300), scroll(1200, idOfPage(first), 700)],
    ...[scroll(1300, part.id, 350), scroll(1400, part.id, 400)],
  ];
  const shown = await stage.open({ events: { T: events } });
  const scrolls = (at: number) =>
    shown.evaluate(async (time) => {
      await playback.seek(time);
      const { documentElement, body } = shownDocument();
      return [body.firstElementChild?.scrollTop, documentElement.scrollTop];
    }, START + at);
  expect(await scrolls(1300)).toEqual([350, 700]);
  expect(await scrolls(1500)).toEqual([400, 700]);
  expect(await scrolls(1150)).toEqual([300, 0]);
});

test("a seek that another one cancels loses no scrolling", async () => {
  const count = text("0");
  const part = element(
    "div",
    { style: "block-size: 100px; overflow: auto" },
    element("div", { style: "block-size: 3000px" }),
  );
  const scroll = { source: IncrementalSource.Scroll, id: part.id, x: 0, y: 300 };
  const writes = Array.from({ length: 20_000 }, (_, i) => write(100, count, `${i}`));
  const shown = await stage.open({
    events: {
      T: [...page(0, { body: [part, count] }), incremental(50, scroll), ...writes],
    },
  });
  const scrollTop = await shown.evaluate(async (start) => {
    await playback.seek(start);
    void playback.seek(start + 100);
    // What it looks for is what cancels the seek: there is nothing to step to.
    await playback.step(1);
    await playback.seek(start + 100);
    return shownDocument().body.firstElementChild?.scrollTop;
  }, START);
  expect(scrollTop).toBe(300);
});

test("shows formulas that come while it plays", async () => {
  const body = element("p");
  const formula = { parentId: body.id, nextId: null, node: element("math", {}, element("mi")) };
  const events = [
    ...page(0, { body: [body] }),
    mutation(200, { adds: [formula] }),
    write(60_000, text(""), ""),
  ];
  const shown = await stage.open({ events: { T: events } });
  const space = await shown.evaluate(async () => {
    playback.play();
    for (;;) {
      const math = shownDocument().querySelector("math");
      if (math) return [math.namespaceURI, playback.isPlaying.value];
      await new Promise(requestAnimationFrame);
    }
  });
  expect(space).toEqual(["http://www.w3.org/1998/Math/MathML", true]);
});

function idOfPage([, snapshot]: ReturnType<typeof page>): number {
  return (snapshot as fullSnapshotEvent).data.node.id;
}

function moveAt(at: number) {
  const positions = [{ x: 1, y: 1, id: 1, timeOffset: 0 }];
  return incremental(at, { source: IncrementalSource.MouseMove, positions });
}
