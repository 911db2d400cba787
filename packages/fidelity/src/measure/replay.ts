import type { eventWithTime } from "@rrweb/types";
import type { CDPSession, ConsoleMessage, Page } from "puppeteer-core";
import type { DocumentState, TargetState } from "../metric/state.ts";
import { pageExpression } from "../page/load-page-code.ts";
import { SCREENSHOT } from "./browser-arguments.ts";
import { type Look, rest } from "./rest.ts";

/** The rebuilt document. */
const DOCUMENT = "replayer.iframe.contentDocument";

type Rectangle = { x: number; y: number; width: number; height: number; scale: number };

const FRAME_RECT =
  "({ x: 0, y: 0, width: Number(replayer.iframe.width), height: Number(replayer.iframe.height), scale: 1 })";

/** One target, rebuilt by rrweb's Replayer in its safe mode. */
export class Replay implements AsyncDisposable {
  /** What the replayer complained of. */
  readonly warnings: string[] = [];
  readonly #page: Page;
  readonly #session: CDPSession;
  readonly #startedAt: number;

  readonly #stopListening: () => void;

  private constructor(page: Page, session: CDPSession, startedAt: number) {
    this.#page = page;
    this.#session = session;
    this.#startedAt = startedAt;
    const onConsole = (message: ConsoleMessage) => this.warnings.push(message.text());
    const onError = (error: unknown) => this.warnings.push(String(error));
    page.on("console", onConsole).on("pageerror", onError);
    this.#stopListening = () => page.off("console", onConsole).off("pageerror", onError);
  }

  /** @param plugins - an expression */
  static async open(page: Page, events: eventWithTime[], plugins: string): Promise<Replay> {
    const startedAt = events[0]?.timestamp ?? 0;
    const session = await page.createCDPSession();
    await session.send("Emulation.setFocusEmulationEnabled", { enabled: true });
    const replay = new Replay(page, session, startedAt);
    await page.evaluate((json) => {
      (window as unknown as { events: unknown }).events = JSON.parse(json);
    }, JSON.stringify(events));
    await page.evaluate(
      `var replayer = new rrweb.Replayer(events, { mouseTail: false, plugins: ${plugins} }); undefined`,
    );
    return replay;
  }

  /**
   * Rebuilds the target as it was and reads it.
   *
   * @param timestamp - ms since the epoch
   */
  async read(timestamp: number, pseudoClasses: string[]): Promise<TargetState> {
    // Paused at a time, the replayer has applied what came before it: 1 ms more takes in what came at it.
    const offset = timestamp - this.#startedAt + 1;
    await this.#page.evaluate(`replayer.pause(${offset})`);
    const look = pageExpression(`(freeze(${DOCUMENT}, true), lookForRest(${DOCUMENT}))`);
    await rest(() => this.#page.evaluate(look) as Promise<Look>);
    await this.#page.evaluate(pageExpression(`(freeze(${DOCUMENT}, true), 0)`));
    const options = { intoFrames: true, maskTexts: false, pseudoClasses };
    const idOf = "(node) => replayer.getMirror().getId(node)";
    const state = await this.#page.evaluate(
      pageExpression(`readState(${DOCUMENT}, ${idOf}, ${JSON.stringify(options)})`),
    );
    await this.#page.evaluate(
      `${DOCUMENT}.documentElement?.style.setProperty("caret-color", "transparent")`,
    );
    const { data } = await this.#session.send("Page.captureScreenshot", {
      ...SCREENSHOT,
      // The window that was recorded may have been another size at that moment.
      clip: (await this.#page.evaluate(FRAME_RECT)) as Rectangle,
    });
    return { documents: [state as DocumentState], screenshot: data, videos: [] };
  }

  /** Leaves the page to the next one. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopListening();
    await this.#page.evaluate("replayer.destroy(); document.body.replaceChildren()");
    await this.#session.detach();
  }
}
