import type { Page } from "puppeteer-core";
import type { BenchFrame, BenchPage } from "../driver/driver.ts";
import { PuppeteerFrame } from "./puppeteer-frame.ts";

export class PuppeteerPage extends PuppeteerFrame implements BenchPage {
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
    return this.#page.mouse.wheel({ deltaY: pixels });
  }

  async follow(selector: string): Promise<void> {
    await Promise.all([this.#page.waitForNavigation(), this.click(selector)]);
  }

  async openPopup(selector: string): Promise<BenchPage> {
    const opened = new Promise<Page | null>((resolve) => this.#page.once("popup", resolve));
    await this.click(selector);
    const popup = await opened;
    if (!popup) throw new Error(`A click on "${selector}" opened something that is no page.`);
    return new PuppeteerPage(popup);
  }

  async frame(selector: string): Promise<BenchFrame> {
    const element = await this.#page.waitForSelector(selector);
    const frame = await element?.contentFrame();
    if (!frame) throw new Error(`"${selector}" is no frame, or has no document.`);
    return new PuppeteerFrame(frame);
  }

  evaluate(expression: string): Promise<unknown> {
    return this.#page.evaluate(expression);
  }

  async heapBytes(): Promise<number> {
    const session = await this.#page.createCDPSession();
    await session.send("HeapProfiler.collectGarbage");
    const { usedSize } = await session.send("Runtime.getHeapUsage");
    await session.detach();
    return usedSize;
  }

  close(): Promise<void> {
    return this.#page.close();
  }
}
