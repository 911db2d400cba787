import { afterAll, beforeAll, expect, test } from "vitest";
import { element, page, START, text, write } from "../stage/events.js";
import { StageBrowser } from "../stage/stage-browser.js";

let stage: StageBrowser;
beforeAll(async () => {
  stage = await StageBrowser.launch();
});
afterAll(() => stage[Symbol.asyncDispose]());

/** A tab, and a popup that is open for a second in the middle; the tab lives for three. */
function tabAndPopup() {
  const count = text("tab");
  const tab = [
    ...page(0, { body: [element("p", {}, count)] }),
    write(900, count, "tab before"),
    write(2500, count, "tab after"),
    write(3000, count, "tab end"),
  ];
  const popup = page(1000, { body: [element("p", {}, text("popup"))] });
  const lives = { POPUP: { openedAt: START + 1000, closedAt: START + 2000 } };
  const active = [
    { from: START, targetId: "TAB" },
    { from: START + 1000, targetId: "POPUP" },
    { from: START + 2000, targetId: "TAB" },
  ];
  return { events: { TAB: tab, POPUP: popup }, lives, active };
}

test("follows the active target, while it plays and where it seeks", async () => {
  const shown = await stage.open(tabAndPopup());
  const at = (ms: number) =>
    shown.evaluate(async (time) => {
      await playback.seek(time);
      return [playback.targetId.value, shownDocument().body.textContent];
    }, START + ms);
  expect(await at(950)).toEqual(["TAB", "tab before"]);
  expect(await at(1500)).toEqual(["POPUP", "popup"]);
  expect(await at(2600)).toEqual(["TAB", "tab after"]);

  const seen = await shown.evaluate(async (time) => {
    await playback.seek(time);
    const targets: (string | undefined)[] = [];
    playback.targetId.subscribe((targetId) => void targets.push(targetId));
    playback.setSpeed(2);
    playback.play();
    while (playback.isPlaying.value) await new Promise(requestAnimationFrame);
    return [...targets, shownDocument().body.textContent];
  }, START);
  expect(seen).toEqual(["TAB", "POPUP", "TAB", "tab end"]);
});

test("stays with a target that was picked, and says when it is not there", async () => {
  const shown = await stage.open(tabAndPopup());
  const pinned = await shown.evaluate(async () => {
    await playback.pin("POPUP");
    return [playback.time.value, playback.isFollowing.value, shownDocument().body.textContent];
  });
  expect(pinned).toEqual([START + 1000, false, "popup"]);
  const noticeAt = (ms: number) =>
    shown.evaluate(async (time) => {
      await playback.seek(time);
      return playback.notice.value;
    }, START + ms);
  expect(await noticeAt(500)).toBe("This tab is not open yet at this moment.");
  expect(await noticeAt(1500)).toBeUndefined();
  expect(await noticeAt(2500)).toBe("This tab is closed at this moment.");
  await shown.evaluate(async (time) => {
    await playback.seek(time);
    playback.play();
  }, START + 900);
  await shown.waitForFunction(() => playback.viewport.value && playback.time.value > 0);
  expect(await shown.evaluate(() => shownDocument().body.textContent)).toBe("popup");
  await shown.evaluate((time) => playback.seek(time), START + 2500);
  const followed = await shown.evaluate(async () => {
    await playback.follow();
    return [playback.targetId.value, playback.notice.value ?? "all is there"];
  });
  expect(followed).toEqual(["TAB", "all is there"]);
});

test("goes fast through a stretch without events", async () => {
  const count = text("first");
  const idle = [{ from: START + 100, until: START + 3_600_000 }];
  const events = {
    T: [
      ...page(0, { body: [element("p", {}, count)] }),
      write(100, count, "second"),
      write(3_600_000, count, "third"),
      write(3_600_100, count, "fourth"),
    ],
  };
  const shown = await stage.open({ events, idle });
  const skipped = await shown.evaluate(async () => {
    playback.setSkipsInactivity(true);
    playback.play();
    const states = new Set<boolean>();
    while (playback.isPlaying.value) {
      await new Promise(requestAnimationFrame);
      states.add(playback.isSkipping.value);
    }
    return [states.size, playback.isSkipping.value, shownDocument().body.textContent];
  });
  expect(skipped).toEqual([2, false, "fourth"]);
});

test("plays what happens as it happens, goes back and returns to it", async () => {
  const count = text("0");
  const begun = [...page(0, { body: [element("p", {}, count)] }), write(5000, count, "1")];
  const shown = await stage.open({ events: { T: begun }, isLive: true });
  await shown.evaluate(() => playback.goLive());
  await shown.waitForFunction(() => shownDocument().body.textContent === "1");
  const push = (at: number, value: string) =>
    shown.evaluate((event) => session.push("T", [event]), write(at, count, value));
  for (const [at, value] of [
    [5400, "2"],
    [5600, "3"],
    [60_000, "4"],
  ] as const) {
    await push(at, value);
    await shown.waitForFunction((text) => shownDocument().body.textContent === text, {}, value);
  }
  expect(await shown.evaluate(() => playback.isAtLiveEdge.value)).toBe(true);

  const back = await shown.evaluate(async (time) => {
    await playback.seek(time);
    return [playback.isAtLiveEdge.value, shownDocument().body.textContent];
  }, START + 5500);
  expect(back).toEqual([false, "2"]);
  await push(60_500, "5");
  await shown.evaluate(() => playback.goLive());
  await shown.waitForFunction(() => shownDocument().body.textContent === "5");

  const next = text("6");
  await shown.evaluate(
    (events) => session.push("T", events),
    [...page(61_000, { body: [element("p", {}, next)] }), write(61_100, next, "7")],
  );
  await shown.waitForFunction(() => shownDocument().body.textContent === "7");
  const before = await shown.evaluate(async (time) => {
    await playback.seek(time);
    return shownDocument().body.textContent;
  }, START + 60_000);
  expect(before).toBe("4");

  await shown.evaluate(() => {
    playback.goLive();
    session.isLive.value = false;
  });
  await shown.waitForFunction(() => !playback.isPlaying.value && !playback.isAtLiveEdge.value);
});

/** A session at its live edge, in a tab that the browser gives no frames until it is shown. */
async function openHidden(content: ReturnType<typeof text>) {
  const begun = [...page(0, { body: [element("p", {}, content)] }), write(5000, content, "begun")];
  const shown = await stage.open({ events: { T: begun }, isLive: true });
  await shown.evaluate(() => playback.goLive());
  await shown.waitForFunction(() => shownDocument().body.textContent === "begun");
  await shown.evaluate(() => {
    const request = window.requestAnimationFrame.bind(window);
    const waiting: FrameRequestCallback[] = [];
    window.requestAnimationFrame = (callback) => waiting.push(callback);
    globalThis.showTab = () => {
      window.requestAnimationFrame = request;
      for (const callback of waiting) request(callback);
    };
    // The frame that was asked for before comes yet.
    return new Promise<void>((done) => {
      const look = () => (waiting.length > 0 ? done() : setTimeout(look));
      look();
    });
  });
  return shown;
}

test("a live view that comes back goes to the newest page at once", async () => {
  const old = text("0");
  const shown = await openHidden(old);
  const newest = text("new");
  const fresh = [
    ...page(61_000, { body: [element("p", {}, newest)] }),
    write(62_000, newest, "newest"),
  ];
  const texts = await shown.evaluate(
    async (first, last) => {
      const writes = Array.from({ length: 8000 }, (_, i) => {
        const event = structuredClone(first);
        const { texts } = event.data as { texts: { value: string }[] };
        for (const each of texts) each.value = `old ${i}`;
        event.timestamp += i;
        return event;
      });
      session.push("T", [...writes, ...last]);
      const seen = new Set<string>();
      globalThis.showTab();
      while (!seen.has("newest")) {
        await new Promise(requestAnimationFrame);
        seen.add(shownDocument().body.textContent ?? "");
      }
      return [...seen];
    },
    write(6000, old, ""),
    fresh,
  );
  expect(texts.filter((each) => each.startsWith("old"))).toEqual([]);
});

test("a live view that comes back after long reads what it has not kept", async () => {
  const count = text("0");
  const shown = await openHidden(count);
  await shown.evaluate(
    (first) => {
      const event = (i: number) => {
        const copy = structuredClone(first);
        const { texts } = copy.data as { texts: { value: string }[] };
        for (const each of texts) each.value = `${i}`;
        copy.timestamp += i;
        return copy;
      };
      for (let i = 0; i < 25_000; i++) session.push("T", [event(i)]);
      globalThis.reads = 0;
      const read = session.readWindow.bind(session);
      session.readWindow = (...asked) => {
        globalThis.reads += 1;
        return read(...asked);
      };
      globalThis.showTab();
    },
    write(6000, count, ""),
  );
  await shown.waitForFunction(() => shownDocument().body.textContent === "24999");
  expect(await shown.evaluate(() => globalThis.reads)).toBe(1);
  expect(await shown.evaluate(() => playback.isAtLiveEdge.value)).toBe(true);
});
