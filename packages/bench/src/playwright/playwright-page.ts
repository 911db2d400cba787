import type { Page } from "playwright-core";
import type { BenchFrame, BenchPage } from "../driver/driver.ts";
import { PlaywrightFrame } from "./playwright-frame.ts";

export class PlaywrightPage extends PlaywrightFrame implements BenchPage {
  readonly #page: Page;

  constructor(page: Page) {
    super(page);
    this.#page = page;
  }

  async goto(url: string): Promise<void> {
    await this.#page.goto(url);
  }

  async goBack(): Promise<void> {
    await this.#page.goBack();
  }

  scroll(pixels: number): Promise<void> {
    return this.#page.mouse.wheel(0, pixels);
  }

  async follow(selector: string): Promise<void> {
    const loaded = this.#page.waitForEvent("load");
    await Promise.all([loaded, this.click(selector)]);
  }

  async openPopup(selector: string): Promise<BenchPage> {
    const opened = this.#page.waitForEvent("popup");
    const [popup] = await Promise.all([opened, this.click(selector)]);
    await popup.waitForLoadState();
    return new PlaywrightPage(popup);
  }

  async frame(selector: string): Promise<BenchFrame> {
    return new PlaywrightFrame(this.#page.frameLocator(selector));
  }

  evaluate(expression: string): Promise<unknown> {
    return this.#page.evaluate(expression);
  }

  async heapBytes(): Promise<number> {
    const session = await this.#page.context().newCDPSession(this.#page);
    await session.send("HeapProfiler.collectGarbage");
    const { usedSize } = await session.send("Runtime.getHeapUsage");
    await session.detach();
    return usedSize;
  }

  close(): Promise<void> {
    return this.#page.close();
  }
}
