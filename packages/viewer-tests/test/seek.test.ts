import { diffDom, startFixtureSite } from "@pagereel/testing";
import { StageBrowser } from "@pagereel/viewer/stage-browser";
import type { Browser, Page } from "puppeteer-core";
import { expect, test } from "vitest";
import { type Moment, type Note, record } from "./support/record.js";
import { shownDom } from "./support/shown-dom.js";

/** A page of all kinds of changes, of frames and of shadow trees. */
async function drive(browser: Browser, note: Note, origin: string): Promise<void> {
  const page = (await browser.pages())[0] ?? (await browser.newPage());
  for (const path of ["/forms.html", "/styles.html", "/mouse.html"]) {
    await page.goto(origin + path);
    await note(page);
    await page.evaluate(changePage);
    await note(page);
    if (path === "/forms.html") await fillForm(page, note);
  }
  const opened = browser.waitForTarget((target) => target.url().endsWith("/popup.html"));
  await page.evaluate(() => void window.open("/popup.html"));
  const popup = await (await opened).page();
  if (!popup) throw new Error("The popup has no page.");
  await popup.waitForSelector("body");
  await popup.evaluate(changePage);
  await note(popup);
  await note(page);
}

async function fillForm(page: Page, note: Note): Promise<void> {
  await page.type("#text", " and more");
  await page.select("#select", "two");
  await page.click("#checkbox");
  await note(page);
  await page.type("#area", ", then others");
  await note(page);
}

function changePage(): void {
  const list = document.createElement("ul");
  for (let i = 0; i < 20; i++) {
    const item = document.createElement("li");
    item.textContent = `Item ${i}`;
    list.append(item);
  }
  document.body.append(list);
  list.children[3]?.remove();
  list.insertBefore(list.lastElementChild as Element, list.firstElementChild);
  const host = document.createElement("div");
  host.attachShadow({ mode: "open" }).innerHTML = "<b>in the shadow</b>";
  document.body.append(host);
  const frame = document.createElement("iframe");
  frame.srcdoc = "<p>in the frame</p>";
  document.body.append(frame);
  document.documentElement.dataset.changed = "yes";
}

test("shows at each moment what the page showed, in any order", async () => {
  await using site = await startFixtureSite();
  const { events, moments } = await record((browser, note) => drive(browser, note, site.origin));
  site.requests.length = 0;
  await using stage = await StageBrowser.launch();
  const page = await stage.open({ events });

  const last = moments.toReversed();
  const mixed = moments.toSorted((a, b) => (a.time % 7) - (b.time % 7));
  for (const moment of [...moments, ...last, ...mixed]) {
    expect(await differenceAt(page, moment)).toBeUndefined();
  }
  // What is played comes to the same as what is sought.
  for (const moment of new Map(moments.map((each) => [each.targetId, each])).values()) {
    await playThrough(page, moment.targetId);
    expect(diffDom(moment.dom, await shownDom(page))).toBeUndefined();
  }
  expect(site.requests).toEqual([]);
  expect(stage.requests).toEqual([]);
});

async function differenceAt(page: Page, { targetId, time, dom }: Moment) {
  const notice = await page.evaluate(
    async (id, at) => {
      if (playback.targetId.value !== id) await playback.pin(id);
      await playback.seek(at);
      return playback.notice.value;
    },
    targetId,
    time,
  );
  return notice ?? diffDom(dom, await shownDom(page));
}

async function playThrough(page: Page, targetId: string): Promise<void> {
  await page.evaluate(async (id) => {
    await playback.pin(id);
    await playback.seek(session.startTime.value);
    playback.setSpeed(16);
    playback.play();
  }, targetId);
  await page.waitForFunction(() => !playback.isPlaying.value);
}
