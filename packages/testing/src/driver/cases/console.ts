import { EventType, type eventWithTime } from "@rrweb/types";
import { describe, expect, test } from "vitest";
import type { PageLike, SessionOptions } from "../driver.js";
import type { SuiteContext } from "../suite-context.js";

const THROWN = expect.stringMatching(/^TypeError: no card\n {4}at pay /);
const ERRORS = [
  ["error", "before there is a body"],
  ["warn", "It is %s late", "very"],
  ["error", "Payment failed:", expect.stringMatching(/^\{id: 7, items: .*\}$/), THROWN],
];
const SAID = ["log", "only said", "1", "true", "null", "undefined"];

/** What a page says beside its DOM: its console, errors that it did not catch, dialogs. */
export function describeConsole<P extends PageLike>(context: SuiteContext<P>): void {
  describe("what a page says", () => {
    test("its errors, its warnings and what it did not catch, unless told otherwise", async () => {
      const events = await record({});
      expect(loggedIn(events)).toEqual(ERRORS);
      expect(errorsIn(events)).toEqual([
        "RangeError: nobody caught this",
        "Error: and this was thrown",
      ]);
      const [failed] = customIn(events, "pagereel.page-error");
      expect(failed).toMatchObject({ url: expect.stringMatching(/logging\.html$/), line: 20 });
    });

    test("all of its console, without the secrets", async () => {
      const events = await record({ console: "all", secrets: ["zqhush"] });
      expect(loggedIn(events)).toEqual([ERRORS[0], SAID, ...ERRORS.slice(1)]);
      expect(JSON.stringify(events)).not.toContain("zqhush");
    });

    test("nothing of it", async () => {
      const events = await record({ console: "none" });
      expect([...loggedIn(events), ...errorsIn(events)]).toEqual([]);
    });

    test("each once, and behind a snapshot, when it comes back and where frames have processes", async () => {
      const session = await context.launch();
      const page = await session.browser.newPage();
      const { origin } = context.site;
      await page.goto(`${origin}/logging.html`);
      await session.keep(page, "first");
      await page.goto(`${origin}/frames/cross-site.html`);
      const frames = page.frames();
      for (const frame of frames) await frame.evaluate("console.error('in a frame')");
      await page.goBack();
      await session.keep(page, "back");
      await session.end();
      const events = session.eventsOf("back");
      const said = loggedIn(events).map(([, text]) => text);
      expect(said.filter((text) => text === "in a frame")).toHaveLength(frames.length);
      // As often as the page's script ran: once more where it did not come from the back/forward cache.
      const loads = said.filter((text) => text === "before there is a body").length;
      expect(loads).toBeGreaterThan(0);
      expect(errorsIn(events)).toHaveLength(2 * loads);
      expect(events.slice(0, 2).map(({ type }) => type)).toEqual([
        EventType.Meta,
        EventType.FullSnapshot,
      ]);
      await session.expectAllReplayed(context.replayBrowser);
    });

    test("a dialog, and how it was answered", async () => {
      const session = await context.launch({ console: "none" });
      const page = await session.browser.newPage();
      session.browser.acceptDialogs(page);
      await page.goto(`${context.site.origin}/logging.html`);
      await page.click("#ask");
      await session.keep(page, "answered");
      await session.end();
      const events = session.eventsOf("answered");
      expect(customIn(events, "pagereel.dialog")).toEqual([
        { type: "confirm", message: "Really pay?", url: expect.stringMatching(/logging\.html$/) },
      ]);
      expect(customIn(events, "pagereel.dialog-closed")).toEqual([{ accepted: true }]);
      await session.expectAllReplayed(context.replayBrowser);
    });
  });

  async function record(options: SessionOptions): Promise<eventWithTime[]> {
    const session = await context.launch(options);
    const page = await session.browser.newPage();
    await page.goto(`${context.site.origin}/logging.html`);
    await session.keep(page, "logging");
    await session.end();
    await session.expectAllReplayed(context.replayBrowser);
    return session.eventsOf("logging");
  }
}

/** Levels and arguments of the calls of the console. */
function loggedIn(events: eventWithTime[]): unknown[][] {
  return events.flatMap((event) => {
    if (event.type !== EventType.Plugin || event.data.plugin !== "rrweb/console@1") return [];
    const { level, payload } = event.data.payload as { level: string; payload: string[] };
    return [[level, ...payload.map((text) => JSON.parse(text))]];
  });
}

function errorsIn(events: eventWithTime[]): string[] {
  const errors = customIn(events, "pagereel.page-error") as { message: string }[];
  return errors.map(({ message }) => message);
}

function customIn(events: eventWithTime[], tag: string): unknown[] {
  return events.flatMap((event) =>
    event.type === EventType.Custom && event.data.tag === tag ? [event.data.payload] : [],
  );
}
