import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "puppeteer-core";
import type { Moment } from "./moments.ts";
import { installProbe } from "./page-probe.ts";

/** Of all that is waited for, on a busy machine. */
const TIMEOUT_MS = 240_000;

/** From speed 1 to 16. */
const SPEED_STEPS = 4;

/** The viewer, as somebody uses it who is in a hurry. */
export class ViewerPage {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  /** Opens a session, and waits until the recorded page is seen. */
  static async open(page: Page, url: string): Promise<ViewerPage> {
    page.setDefaultTimeout(TIMEOUT_MS);
    await page.evaluateOnNewDocument(installProbe);
    await page.goto(url);
    await page.waitForFunction(() => globalThis.pagereelProbe.framedAt !== undefined);
    return new ViewerPage(page);
  }

  /** ms on the page's clock. */
  now(): Promise<number> {
    return this.#page.evaluate(() => performance.now());
  }

  times(): Promise<{ loadedAt: number; framedAt: number; indexedAt: number }> {
    return this.#page.evaluate(() => {
      const [navigation] = performance.getEntriesByType("navigation");
      const { loadEventEnd } = navigation as PerformanceNavigationTiming;
      const { framedAt = 0, indexedAt = 0 } = globalThis.pagereelProbe;
      return { loadedAt: loadEventEnd, framedAt, indexedAt };
    });
  }

  longestTaskSince(from: number): Promise<number> {
    return this.#page.evaluate((since) => globalThis.pagereelProbe.longestTaskSince(since), from);
  }

  /** @returns ms that each one took to be seen */
  async seekAll(moments: readonly Moment[]): Promise<number[]> {
    const times: number[] = [];
    for (const moment of moments) times.push(await this.#seek(moment));
    return times;
  }

  async whenIndexed(): Promise<void> {
    await this.#page.waitForFunction(() => globalThis.pagereelProbe.indexedAt !== undefined);
  }

  /** Plays, or pauses. */
  async togglePlay(): Promise<void> {
    await this.#page.keyboard.press("k");
  }

  /** Plays as fast as can be chosen, for some time. @returns lines of the recorded page a second */
  async playFast(ms: number): Promise<number> {
    for (let step = 0; step < SPEED_STEPS; step++) await this.#page.keyboard.press(">");
    await this.togglePlay();
    const before = await this.#place();
    await sleep(ms);
    const after = await this.#place();
    await this.togglePlay();
    return ((after.line - before.line) / (after.at - before.at)) * 1000;
  }

  #seek({ offsetMs, line }: Moment): Promise<number> {
    return this.#page.evaluate(
      (hash, wanted) => globalThis.pagereelProbe.seek(hash, wanted),
      `#t=${offsetMs}`,
      line,
    );
  }

  #place(): Promise<{ at: number; line: number }> {
    return this.#page.evaluate(() => ({
      at: performance.now(),
      line: globalThis.pagereelProbe.line() ?? 0,
    }));
  }
}
