import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Recording } from "@pagereel/playwright-adapter";
import type { Browser, FrameLocator, Page } from "playwright-core";
import type { Replayer } from "rrweb";
import { VIEWPORT } from "./tour.ts";

type Events = Recording["events"][string];

/** What a script in the replay's page finds there. */
type ReplayWindow = { rrweb: { Replayer: typeof Replayer }; replayer: Replayer };

const rrwebScript = join(
  dirname(createRequire(import.meta.url).resolve("rrweb")),
  "rrweb.umd.min.cjs",
);

/** One target's events, rebuilt in a page of a browser that is not recorded. */
export class Replay implements AsyncDisposable {
  readonly #page: Page;
  readonly #events: Events;

  private constructor(page: Page, events: Events) {
    this.#page = page;
    this.#events = events;
  }

  static async open(browser: Browser, events: Events): Promise<Replay> {
    const page = await browser.newPage({ viewport: VIEWPORT });
    await page.addScriptTag({ path: rrwebScript });
    await page.evaluate((json) => {
      const scope = window as unknown as ReplayWindow;
      scope.replayer = new scope.rrweb.Replayer(JSON.parse(json), { mouseTail: false });
    }, JSON.stringify(events));
    return new Replay(page, events);
  }

  /**
   * Rebuilds the target as it was.
   *
   * @param timestamp - ms since the epoch; the end of the recording unless told
   */
  async seek(timestamp = this.#events.at(-1)?.timestamp ?? 0): Promise<FrameLocator> {
    const offset = timestamp - (this.#events[0]?.timestamp ?? 0);
    await this.#page.evaluate((ms) => {
      (window as unknown as ReplayWindow).replayer.pause(ms);
    }, offset);
    return this.#page.frameLocator(".replayer-wrapper > iframe");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#page.close();
  }
}
