import type { FrameLocator, Page } from "playwright-core";
import type { BenchFrame } from "../driver/driver.ts";

/** What Playwright can do in a page and in a frame alike. */
export class PlaywrightFrame implements BenchFrame {
  readonly #scope: Page | FrameLocator;

  constructor(scope: Page | FrameLocator) {
    this.#scope = scope;
  }

  click(selector: string): Promise<void> {
    return this.#first(selector).click();
  }

  fill(selector: string, text: string): Promise<void> {
    return this.#first(selector).fill(text);
  }

  type(selector: string, text: string): Promise<void> {
    return this.#first(selector).pressSequentially(text);
  }

  async select(selector: string, value: string): Promise<void> {
    await this.#first(selector).selectOption(value);
  }

  waitForVisible(selector: string): Promise<void> {
    return this.#first(selector).waitFor();
  }

  waitForHidden(selector: string): Promise<void> {
    return this.#first(selector).waitFor({ state: "hidden" });
  }

  #first(selector: string) {
    return this.#scope.locator(selector).first();
  }
}
