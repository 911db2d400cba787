import { EventType, type eventWithTime, IncrementalSource } from "@rrweb/types";
import { afterAll, beforeAll, expect, test } from "vitest";
import { element, incremental, mutation, page, START, text, write } from "../stage/events.js";
import { StageBrowser } from "../stage/stage-browser.js";

let stage: StageBrowser;
beforeAll(async () => {
  stage = await StageBrowser.launch();
});
afterAll(() => stage[Symbol.asyncDispose]());

function broken(type: EventType, at: number): eventWithTime {
  return { type, data: null, timestamp: START + at } as unknown as eventWithTime;
}

async function seek(shown: Awaited<ReturnType<StageBrowser["open"]>>, at: number) {
  return shown.evaluate(async (time) => {
    await playback.seek(time);
    return playback.notice.value;
  }, START + at);
}

test("says which moments are broken, and plays the rest", async () => {
  const count = text("one");
  const events = [
    ...page(0, { body: [element("p", {}, count)] }),
    broken(EventType.IncrementalSnapshot, 100),
    incremental(110, { source: 99 }),
    incremental(120, { source: IncrementalSource.MouseInteraction, type: 77, id: 5 }),
    { type: 99, data: 0, timestamp: START + 130 } as unknown as eventWithTime,
    write(200, count, "two"),
    ...page(1000, { body: [element("p", {}, text("whole"))] }),
    write(1500, count, "gone"),
    broken(EventType.Meta, 2000),
    { type: EventType.FullSnapshot, data: {}, timestamp: START + 2001 } as eventWithTime,
    mutation(2500, {}),
  ];
  const shown = await stage.open({ events: { T: events, NONE: [] } });
  expect(await seek(shown, 50)).toBeUndefined();
  expect(await seek(shown, 500)).toContain("A part of this page cannot be shown");
  expect(await shown.evaluate(() => shownDocument().body.textContent)).toBe("two");
  expect(await seek(shown, 1600)).toBeUndefined();
  expect(await seek(shown, 2400)).toContain("This page cannot be rebuilt");

  await shown.evaluate(async (time) => {
    await playback.seek(time);
    playback.setSpeed(4);
    playback.play();
  }, START);
  await shown.waitForFunction(() => !playback.isPlaying.value);
  expect(await shown.evaluate(() => playback.time.value)).toBe(START + 2500);

  expect(await seek(shown, 2400)).toContain("This page cannot be rebuilt");
  await shown.evaluate(() => playback.pin("NONE"));
  expect(await shown.evaluate(() => playback.notice.value)).toBe(
    "Nothing was recorded of this tab.",
  );
});

test("is never blank without a word", async () => {
  const cut = [mutation(0, {}), mutation(500, {})];
  const shown = await stage.open({ events: { CUT: cut, NONE: [] } });
  expect(await seek(shown, 100)).toBe("There is no page to show at this moment.");
  const pinned = await shown.evaluate(async () => {
    await playback.pin("NONE");
    return playback.notice.value;
  });
  expect(pinned).toBe("Nothing was recorded of this tab.");

  const empty = await stage.open({ events: {} });
  expect(await empty.evaluate(() => playback.notice.value)).toBe(
    "This recording has no tabs: the browser ended before it had opened one.",
  );
});

test("goes on behind what cannot be read, and tries again", async () => {
  const windows = [0, 1, 2, 3].map((i) => page(i * 3000, { body: [text(`page ${i}`)] }));
  const events = { T: [...windows.flat(), mutation(9500, {})] };
  const shown = await stage.open({ events });
  await shown.evaluate((time) => session.broken.add(time), START + 3000);
  expect(await seek(shown, 4000)).toBe("A part of this recording cannot be read.");
  expect(await shown.evaluate(() => playback.canRetry.value)).toBe(true);

  const notices = await shown.evaluate(async (time) => {
    await playback.seek(time);
    const seen = new Set<string | undefined>();
    playback.notice.subscribe((notice) => seen.add(notice));
    playback.setSpeed(8);
    playback.play();
    while (playback.isPlaying.value) await new Promise(requestAnimationFrame);
    return [...seen];
  }, START);
  expect(notices).toContain("A part of this recording cannot be read.");
  expect(await shown.evaluate(() => shownDocument().body.textContent)).toBe("page 3");
  expect(await shown.evaluate(() => playback.notice.value)).toBeUndefined();

  expect(await seek(shown, 4000)).toBe("A part of this recording cannot be read.");
  await shown.evaluate(() => {
    session.broken.clear();
    playback.retry();
  });
  await shown.waitForFunction(() => shownDocument().body.textContent === "page 1");
});

test("names what is missing, and what takes long", async () => {
  const gaps = [{ from: START + 100, to: START + 200, reason: "batch-lost" }];
  const events = { T: [...page(0, { body: [text("page")] }), mutation(300, {})] };
  const shown = await stage.open({ events, gaps });
  expect(await seek(shown, 150)).toBe(
    "Changes of the page were lost, up to its next full snapshot.",
  );
  expect(await seek(shown, 250)).toBeUndefined();

  await shown.evaluate((time) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    session.gate = promise;
    void playback.seek(time);
    (globalThis as { open?: unknown }).open = resolve;
  }, START);
  await shown.waitForFunction(() => playback.busy.value?.what === "Loading…");
  await shown.evaluate(() => (globalThis as unknown as { open(): void }).open());
  await shown.waitForFunction(() => playback.busy.value === undefined);
});
