import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { eventWithTime } from "@rrweb/types";
import { type Browser, chromium, type Page } from "playwright-core";
import { CHROMIUM_ARGS, findChromium } from "../chromium/find-chromium.js";
import { Replay, type ReplayOptions } from "./replay.js";

/** rrweb's stock build for a script element. Its package does not export the file. */
const RRWEB_SCRIPT = join(
  dirname(createRequire(import.meta.url).resolve("rrweb")),
  "rrweb.umd.min.cjs",
);

/** Larger than any page of the fixture site, so that nothing of a replay is out of view. */
const VIEWPORT = { width: 1600, height: 1200 };

/** A browser of its own, offline, in which recordings are rebuilt with rrweb's stock Replayer. */
export class ReplayBrowser implements AsyncDisposable {
  readonly #browser: Browser;
  /** Pages that no replay uses: with rrweb in them they are worth keeping. */
  readonly #idle: Page[] = [];

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  static async launch(): Promise<ReplayBrowser> {
    const executablePath = findChromium();
    return new ReplayBrowser(await chromium.launch({ executablePath, args: CHROMIUM_ARGS }));
  }

  /**
   * Rebuilds one target.
   *
   * @param events - one target's
   */
  async replay(events: eventWithTime[], options: ReplayOptions = {}): Promise<Replay> {
    if (events.length < 2) throw new Error(`There is nothing to replay: ${events.length} events.`);
    const page = this.#idle.pop() ?? (await this.#openPage());
    const replay = new Replay(page, () => this.#idle.push(page));
    await replay.show(events, options);
    return replay;
  }

  async #openPage(): Promise<Page> {
    const page = await this.#browser.newPage({ viewport: VIEWPORT, offline: true });
    await page.addScriptTag({ path: RRWEB_SCRIPT });
    return page;
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
