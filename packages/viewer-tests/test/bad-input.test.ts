import type { Manifest } from "@pagereel/core";
import {
  element,
  mutation,
  page as pageEvents,
  START,
  text,
  write,
} from "@pagereel/viewer/stage-events";
import type { eventWithTime } from "@rrweb/types";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, waitForText } from "./support/dashboard.js";
import type { MadeRecording, StoredParts } from "./support/made-recording.js";
import { openViewer, PLACES, waitForShown } from "./support/open-viewer.js";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** A page that says one thing, and half a second later another. */
function counting(at: number, first: string, second: string): eventWithTime[] {
  const words = text(first);
  return [
    ...pageEvents(at, { body: [element("h1", {}, words)] }),
    write(at + 500, words, second),
    mutation(at + 1000, {}),
  ];
}

/** Two segments, a part of a minute each. */
function inTwoSegments(): MadeRecording {
  const events = counting(0, "First", "Second");
  const spoil = ({ manifest, texts }: StoredParts) => {
    const later = counting(20_000, "Third", "Fourth");
    const [first] = manifest.segments;
    if (!first) throw new Error("There is no segment.");
    manifest.segments.push({
      ...first,
      number: 2,
      firstTimestamp: START + 20_000,
      lastTimestamp: START + 21_000,
    });
    manifest.endedAt = START + 21_000;
    manifest.duration = 21_000;
    texts.set("A/2", later.map((event) => `${JSON.stringify(event)}\n`).join(""));
  };
  return { events: { A: events }, spoil };
}

/** What is said of a moment, and whether the recorded page is seen. */
function screenWords(page: Page): Promise<string | null | undefined> {
  return page.$eval(".screen-notice", (words) => words.textContent);
}

const GONE = "A part of the recording is not in the store any more";

describe.each(PLACES)("on %s", (place) => {
  test("a recording of an unknown version says so", async () => {
    await using viewer = await openViewer(browser, place, () => ({
      events: { A: counting(0, "First", "Second") },
      manifest: { version: 99 } as unknown as Partial<Manifest>,
    }));
    await waitForText(viewer.page, "This recording cannot be shown");
    expect(await viewer.page.$eval("[role=alert]", (alert) => alert.textContent)).toMatch(
      /version 99|newer Pagereel/,
    );
    expect(viewer.errors).toEqual([]);
  });

  test("one without tabs, and one without events, say why there is nothing", async () => {
    {
      await using viewer = await openViewer(browser, place, () => ({ events: {} }));
      await waitForText(viewer.page, "This recording has no tabs");
      expect(viewer.errors).toEqual([]);
    }
    await using viewer = await openViewer(browser, place, () => ({ events: { A: [] } }));
    await waitForText(viewer.page, "Nothing was recorded of this tab");
    expect(viewer.errors).toEqual([]);
  });

  test("events out of order are put in order", async () => {
    const events = counting(0, "First", "Second");
    const [meta, snapshot, change, last] = events as [
      eventWithTime,
      eventWithTime,
      eventWithTime,
      eventWithTime,
    ];
    await using viewer = await openViewer(browser, place, () => ({
      events: { A: [meta, snapshot, last, change] },
    }));
    const { page } = viewer;
    await waitForShown(page, "First");
    await page.keyboard.press("End");
    await waitForShown(page, "Second");
    await expect.poll(() => screenWords(page)).toBe("");
    await page.keyboard.press("Home");
    await waitForShown(page, "First");
    expect(viewer.errors).toEqual([]);
  });

  test("without a full snapshot there is a sentence in place of the page", async () => {
    const events = [mutation(0, {}), mutation(500, {}), mutation(1000, {})];
    await using viewer = await openViewer(browser, place, () => ({ events: { A: events } }));
    await waitForText(viewer.page, "There is no page to show at this moment");
    await viewer.page.keyboard.press("End");
    await waitForText(viewer.page, "There is no page to show at this moment");
    expect(viewer.errors).toEqual([]);
  });

  test("where the full snapshot comes late, it is said until then", async () => {
    const late = counting(1000, "First", "Second");
    const events = [mutation(0, {}), mutation(500, {}), ...late];
    await using viewer = await openViewer(browser, place, () => ({ events: { A: events } }));
    const { page } = viewer;
    await page.waitForSelector(".panel");
    await page.keyboard.press("End");
    await waitForShown(page, "Second");
    await expect.poll(() => screenWords(page)).toBe("");
    expect(viewer.errors).toEqual([]);
  });

  test("5,000 targets are listed, and play", async () => {
    const ids = Array.from({ length: 5000 }, (_, i) => `T${i}`);
    const events = Object.fromEntries(
      ids.map((id, i) => [id, counting(i, `First of ${i}`, `Second of ${i}`)]),
    );
    await using viewer = await openViewer(browser, place, () => ({ events }));
    const { page } = viewer;
    await waitForShown(page, "First of");
    await page.keyboard.press("End");
    await waitForShown(page, "of 4999");
    expect(
      await page.evaluate("document.querySelectorAll('body *:not(script)').length"),
    ).toBeLessThan(5000);
    expect(viewer.errors).toEqual([]);
  });
});

test("where a segment is gone from the server, it says what is missing, and plays the rest", async () => {
  await using viewer = await openViewer(browser, "the server's page", () => {
    const made = inTwoSegments();
    const spoil = (parts: StoredParts) => {
      made.spoil?.(parts);
      parts.texts.delete("A/1");
    };
    return { ...made, spoil };
  });
  const { page, errors } = viewer;
  await waitForText(page, "A part of the recording is missing");
  await page.keyboard.press("Home");
  await expect.poll(() => screenWords(page)).toContain(GONE);
  await page.keyboard.press("End");
  await waitForShown(page, "Fourth");
  expect(errors).toEqual([]);
});

test("where all segments are gone, there is a sentence", async () => {
  await using viewer = await openViewer(browser, "the server's page", () => ({
    events: { A: counting(0, "First", "Second") },
    spoil: ({ texts }) => texts.clear(),
  }));
  const { page, errors } = viewer;
  await expect.poll(() => screenWords(page)).toContain(GONE);
  await page.keyboard.press("End");
  await expect.poll(() => screenWords(page)).toBe("There is no page to show at this moment.");
  expect(errors).toEqual([]);
});

test("where nothing of a segment can be read, there is a sentence", async () => {
  await using viewer = await openViewer(browser, "the server's page", () => ({
    events: { A: counting(0, "First", "Second") },
    spoil: ({ texts }) => texts.set("A/1", ""),
  }));
  await waitForText(viewer.page, "A part of the recording is damaged");
  expect(viewer.errors).toEqual([]);
});

test("lines that are no events are left out", async () => {
  await using viewer = await openViewer(browser, "the server's page", () => ({
    events: { A: counting(0, "First", "Second") },
    spoil: ({ texts }) => {
      const lines = texts.get("A/1")?.split("\n") ?? [];
      lines.splice(2, 0, "{", "null", "[]", '"x"', '{"type":3}', "\u0000".repeat(100));
      texts.set("A/1", lines.join("\n"));
    },
  }));
  const { page, errors } = viewer;
  await waitForShown(page, "First");
  await page.keyboard.press("End");
  await waitForShown(page, "Second");
  expect(errors).toEqual([]);
});
