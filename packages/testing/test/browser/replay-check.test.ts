import { EventType, type eventWithTime, IncrementalSource } from "@rrweb/types";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  expectReplayToMatch,
  type FixtureSite,
  ReplayBrowser,
  readLiveDom,
  startFixtureSite,
} from "../../src/index.js";
import { launchChromium, openRecorded } from "./stock-recorder.js";

let site: FixtureSite;
let browser: Browser;
let replayBrowser: ReplayBrowser;

beforeAll(async () => {
  [site, browser, replayBrowser] = await Promise.all([
    startFixtureSite(),
    launchChromium(),
    ReplayBrowser.launch(),
  ]);
});

afterAll(async () => {
  await Promise.all([site.close(), browser.close(), replayBrowser.close()]);
});

describe("passes what rrweb records right", () => {
  test.each([
    "/plain.html",
    "/styles.html",
    "/history.html?n=1",
    "/document.svg",
    "/frames/same-origin.html",
    "/frames/blank.html",
  ])("%s", async (path) => {
    const { page, events } = await openRecorded(browser, site.origin + path);
    await page.evaluate("document.documentElement.append(document.createElement('i'))");
    await expectReplayToMatch(await readLiveDom(page.mainFrame()), await events(), {
      replayBrowser,
    });
    await page.close();
  });

  test("input, shown and masked", async () => {
    for (const maskAllInputs of [true, false]) {
      const { page, events } = await openRecorded(browser, `${site.origin}/forms.html`, {
        maskAllInputs,
        maskInputOptions: { password: true },
      });
      await page.fill("#text", "typed text");
      await page.fill("#password", "a secret");
      await page.fill("#area", "two\nlines");
      await page.selectOption("#select", "two");
      await page.check("#checkbox");
      await page.check("#radio-b");
      await page.waitForTimeout(50);
      const masking = { maskAllInputs };
      // Stock rrweb shows hidden fields; the recorder under test masks them too.
      await page.evaluate("document.getElementById('token').remove()");
      const live = await readLiveDom(page.mainFrame(), { masking });
      await expectReplayToMatch(live, await events(), { replayBrowser, masking });
      await page.close();
    }
  });

  test("masked text and blocked elements", async () => {
    const selectors = { maskTextSelector: ".secret", blockSelector: ".blocked" };
    const { page, events } = await openRecorded(browser, `${site.origin}/plain.html`, selectors);
    const live = await readLiveDom(page.mainFrame(), { masking: selectors });
    await expectReplayToMatch(live, await events(), { replayBrowser, masking: selectors });
    await page.close();
  });

  test("scroll positions", async () => {
    const { page, events } = await openRecorded(browser, `${site.origin}/scroll.html`);
    await page.evaluate("scrollTo(0, 700); document.getElementById('box').scrollTop = 90");
    await page.waitForTimeout(300);
    const live = await readLiveDom(page.mainFrame(), { scroll: true });
    await expectReplayToMatch(live, await events(), { replayBrowser, scroll: true });
    using replay = await replayBrowser.replay(await events());
    expect(await replay.scrollPosition()).toEqual({ x: 0, y: 700 });
    await page.close();
  });
});

describe("fails", () => {
  /** A page that a click changed, and its events. */
  async function recordClick() {
    const { page, events } = await openRecorded(browser, `${site.origin}/plain.html`);
    await page.click("#add");
    const live = await readLiveDom(page.mainFrame());
    const recorded = await events();
    await page.close();
    return { live, recorded };
  }

  test("when an event is missing", async () => {
    const { live, recorded } = await recordClick();
    const rest = recorded.filter((event) => !isMutation(event));
    expect(rest.length).toBeLessThan(recorded.length);
    await expect(expectReplayToMatch(live, rest, { replayBrowser })).rejects.toThrow(
      /differs from the live page[\s\S]*- +"2"[\s\S]*\+ +"1"/,
    );
    await expectReplayToMatch(live, recorded, { replayBrowser });
  });

  test("when a text is another one", async () => {
    const { live, recorded } = await recordClick();
    const changed = JSON.parse(JSON.stringify(recorded).replace("Added after 2", "Added after 3"));
    await expect(expectReplayToMatch(live, changed, { replayBrowser })).rejects.toThrow(
      '+       "Added after 3"',
    );
  });

  test("when an iframe's document is missing", async () => {
    const { page, events } = await openRecorded(browser, `${site.origin}/frames/same-origin.html`);
    const live = await readLiveDom(page.mainFrame());
    const rest = (await events()).filter((event) => !isMutation(event));
    await page.close();
    await expect(expectReplayToMatch(live, rest, { replayBrowser })).rejects.toThrow("#document");
  });

  test("when an iframe of another site is missing", async () => {
    const { page, events } = await openRecorded(browser, `${site.origin}/frames/cross-site.html`);
    const live = await readLiveDom(page.mainFrame());
    const recorded = await events();
    await page.close();
    await expect(expectReplayToMatch(live, recorded, { replayBrowser })).rejects.toThrow(
      "differs from the live page",
    );
  });

  test("when a value that should be masked is not", async () => {
    const { page, events } = await openRecorded(browser, `${site.origin}/forms.html`);
    const masking = { maskAllInputs: true };
    const live = await readLiveDom(page.mainFrame(), { masking });
    const recorded = await events();
    await page.close();
    await expect(expectReplayToMatch(live, recorded, { replayBrowser, masking })).rejects.toThrow(
      '+         value "a first value"',
    );
  });

  test("when the target has no events", async () => {
    const { live } = await recordClick();
    await expect(expectReplayToMatch(live, undefined, { replayBrowser })).rejects.toThrow(
      "no such target",
    );
  });
});

test("replays up to a moment, the events at it included", async () => {
  const { page, events } = await openRecorded(browser, `${site.origin}/plain.html`);
  for (let i = 0; i < 3; i++) {
    await page.evaluate("bump()");
    await page.waitForTimeout(20);
  }
  const recorded = await events();
  await page.close();
  const shown: (string | undefined)[] = [];
  for (const { timestamp } of recorded.filter(isMutation)) {
    using replay = await replayBrowser.replay(recorded, { until: timestamp });
    shown.push(await replay.text("#counter"));
  }
  expect(shown).toEqual(["2", "3", "4"]);
});

test("shows where the mouse was last", async () => {
  const { page, events } = await openRecorded(browser, `${site.origin}/mouse.html`);
  await page.mouse.move(30, 40);
  // rrweb takes one position in 50 ms, and loses those between.
  await page.waitForTimeout(100);
  await page.mouse.move(120, 90);
  await page.waitForTimeout(700);
  using replay = await replayBrowser.replay(await events());
  expect(await replay.mousePosition()).toEqual({ x: 120, y: 90 });
  await page.close();
});

function isMutation(event: eventWithTime): boolean {
  return (
    event.type === EventType.IncrementalSnapshot && event.data.source === IncrementalSource.Mutation
  );
}
