import type { eventWithTime } from "@rrweb/types";
import type { ConsoleMessage, Page } from "playwright-core";
import type { DomLine, SerializeOptions } from "../dom/dom-line.js";
import { pageExpression } from "../page/load-page-code.js";

/** How a recording is rebuilt. */
export interface ReplayOptions {
  /** ms since the epoch, inclusive; the last event's time unless told. */
  until?: number;
  /** rrweb's own option: false applies each event to the document itself. Default true, as there. */
  useVirtualDom?: boolean;
}

/** A target rebuilt at one moment of its recording. */
export class Replay implements Disposable {
  /** What the replayer complained of. */
  readonly warnings: string[] = [];
  readonly #page: Page;
  readonly #release: () => void;

  constructor(page: Page, release: () => void) {
    this.#page = page;
    this.#release = release;
    page.on("console", this.#keepWarning);
  }

  readonly #keepWarning = (message: ConsoleMessage) => {
    if (message.type() === "warning") this.warnings.push(message.text());
  };

  async show(events: eventWithTime[], options: ReplayOptions): Promise<void> {
    const call = `showReplay(${JSON.stringify(events)}, ${JSON.stringify(options)})`;
    await this.#page.evaluate(pageExpression("replay-in-page", call));
  }

  /** The rebuilt page with the documents of its iframes in it. */
  async dom(options: SerializeOptions = {}): Promise<DomLine[]> {
    const page = pageExpression("replay-in-page", "replayedDocument()");
    const call = `serializeDom(${page}, ${JSON.stringify({ ...options, replayed: true })})`;
    return this.#page.evaluate<DomLine[]>(pageExpression("serialize-dom", call));
  }

  /**
   * The text of the first element that a selector finds in the main frame.
   *
   * @returns undefined if there is none
   */
  async text(selector: string): Promise<string | undefined> {
    const page = pageExpression("replay-in-page", "replayedDocument()");
    const find = `querySelector(${JSON.stringify(selector)})?.textContent`;
    return this.#page.evaluate<string | undefined>(`${page}.${find}`);
  }

  /** Where the main frame is scrolled to, in CSS pixels. */
  async scrollPosition(): Promise<{ x: number; y: number }> {
    const page = pageExpression("replay-in-page", "replayedDocument()");
    return this.#page.evaluate(
      `(({ scrollX, scrollY }) => ({ x: scrollX, y: scrollY }))(${page}.defaultView)`,
    );
  }

  /** Where the mouse is shown, in CSS pixels of the page. */
  async mousePosition(): Promise<{ x: number; y: number }> {
    return this.#page.evaluate(pageExpression("replay-in-page", "mousePosition()"));
  }

  /** Gives the page back. */
  [Symbol.dispose](): void {
    this.#page.off("console", this.#keepWarning);
    this.#release();
  }
}
