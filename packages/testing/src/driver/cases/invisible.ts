import { beforeAll, describe, expect, test } from "vitest";
import type { DriverBrowser, PageLike } from "../driver.js";
import { pause, waitUntilSettled } from "../settled.js";
import type { SuiteContext } from "../suite-context.js";

/** What a page that looks around, and the automation, see of the world. */
interface Sight {
  /** By frame: globals, messages, errors, nodes and requests, as a script of the frame sees them. */
  frames: unknown[];
  /** By frame: functions that recorders hook. */
  natives: unknown[];
  console: string[];
  /** As the server sees them. */
  requests: string[];
}

/** The page and the automation see nothing of the recording. */
export function describeInvisibility<P extends PageLike>(context: SuiteContext<P>): void {
  describe("a page that is recorded", () => {
    let without: Sight;
    let recorded: Sight;

    beforeAll(async () => {
      const unrecorded = await context.driver.launch({});
      without = await look(context, unrecorded);
      await unrecorded.close();
      const session = await context.launch();
      recorded = await look(context, session.browser);
      await session.end();
    });

    test("finds no globals, frames, messages, errors or nodes that are not its own", () => {
      expect(recorded.frames).toEqual(without.frames);
    });

    test("finds native functions as they are", () => {
      expect(recorded.natives).toEqual(without.natives);
    });

    test("writes the same lines to the console", () => {
      expect(recorded.console).toEqual(without.console);
    });

    test("makes the same requests", () => {
      expect(recorded.requests).toEqual(without.requests);
    });
  });
}

async function look<P extends PageLike>(
  { site }: SuiteContext<P>,
  browser: DriverBrowser<P>,
): Promise<Sight> {
  const page = await browser.newPage();
  const lines: string[] = [];
  page.on("console", (message) => lines.push(message.text()));
  const before = site.requests.length;
  await page.goto(`${site.origin}/looking.html`);
  await waitUntilSettled(page);
  await page.goto(`${site.origin}/looking.html?again`);
  await waitUntilSettled(page);
  // Time for what a recorder may do late.
  await pause(200);
  const frames: unknown[] = [];
  const natives: unknown[] = [];
  for (const frame of page.frames()) {
    frames.push({ url: frame.url(), saw: await frame.evaluate("look()") });
    natives.push(await frame.evaluate("lookAtNatives()"));
  }
  return { frames, natives, console: lines, requests: site.requests.slice(before).sort() };
}
