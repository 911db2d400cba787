import type { Frame, Page } from "puppeteer-core";
import type { BenchFrame } from "../driver/driver.ts";

/** What Puppeteer can do in a page and in a frame alike. */
export class PuppeteerFrame implements BenchFrame {
  readonly #scope: Page | Frame;

  constructor(scope: Page | Frame) {
    this.#scope = scope;
  }

  click(selector: string): Promise<void> {
    return this.#scope.locator(selector).click();
  }

  fill(selector: string, text: string): Promise<void> {
    return this.#scope.locator(selector).fill(text);
  }

  async type(selector: string, text: string): Promise<void> {
    await this.waitForVisible(selector);
    await this.#scope.type(selector, text);
  }

  async select(selector: string, value: string): Promise<void> {
    await this.waitForVisible(selector);
    await this.#scope.select(selector, value);
  }

  async waitForVisible(selector: string): Promise<void> {
    await this.#scope.waitForSelector(selector, { visible: true });
  }

  async waitForHidden(selector: string): Promise<void> {
    await this.#scope.waitForSelector(selector, { hidden: true });
  }
}
