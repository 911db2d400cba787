import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { launch } from "@pagereel/puppeteer-adapter";
import type { eventWithTime } from "@rrweb/types";
import { build } from "esbuild";
import type { Browser, Page } from "puppeteer-core";
import { pageExpression } from "../page/load-page-code.ts";
import { BROWSER } from "./browser-arguments.ts";
import { Replay } from "./replay.ts";

/** rrweb's stock build for a script element. Its package does not export the file. */
const RRWEB_SCRIPT = join(
  dirname(createRequire(import.meta.url).resolve("rrweb")),
  "rrweb.umd.min.cjs",
);

/** The plugin for a script element: it is source, and a part of what core builds. */
async function bundlePlugin(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: `export * from "@pagereel/replay"`, resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    format: "iife",
    globalName: "PagereelReplay",
  });
  return outputFiles[0]?.text ?? "";
}

/** The replayed page fills the window, and nothing lies over it. */
const FRAME_STYLE = `
  html, body { margin: 0; background: #fff; overflow: hidden }
  .replayer-wrapper > iframe { border: 0; display: block }
  .replayer-mouse, .replayer-mouse-tail { display: none }`;

/** How recordings are replayed. */
export interface ReplayVariant {
  name: string;
  /** For the report. */
  about: string;
  /** An expression, evaluated in the replay's page, of the plugins for rrweb's Replayer. */
  plugins: string;
  /** True cuts the replay off from the site that was recorded. */
  offline?: boolean;
  /** True looks at the end of each recording only. */
  endOnly?: boolean;
}

/** A browser that is not recorded, of the same kind as the one that was. */
export class ReplayBrowser implements AsyncDisposable {
  readonly #browser: Browser;
  readonly #scripts: string[];
  /** A page in which screenshots are compared. */
  readonly #workbench: Page;
  /** A page for each variant: with rrweb in it, it is worth keeping. */
  readonly #pages = new Map<ReplayVariant, Promise<Page>>();

  private constructor(browser: Browser, workbench: Page, scripts: string[]) {
    this.#browser = browser;
    this.#scripts = scripts;
    this.#workbench = workbench;
  }

  static async launch(): Promise<ReplayBrowser> {
    const browser = await launch(BROWSER);
    const scripts = [readFileSync(RRWEB_SCRIPT, "utf8"), await bundlePlugin()];
    return new ReplayBrowser(browser, await browser.newPage(), scripts);
  }

  async replay(events: eventWithTime[], variant: ReplayVariant): Promise<Replay> {
    const opened = this.#pages.get(variant) ?? this.#openPage(variant);
    this.#pages.set(variant, opened);
    const page = await opened;
    await page.bringToFront();
    return Replay.open(page, events, variant.plugins);
  }

  /** In a context of its own: what one variant fetched must not be at hand for another. */
  async #openPage(variant: ReplayVariant): Promise<Page> {
    const context = await this.#browser.createBrowserContext();
    const page = await context.newPage();
    await page.setContent(`<!doctype html><style>${FRAME_STYLE}</style><body></body>`);
    // As element of the page: an evaluated script's `var` would not be a global.
    for (const content of this.#scripts) await page.addScriptTag({ content });
    if (variant.offline) await page.setOfflineMode(true);
    return page;
  }

  /** @returns percent of the pixels that differ */
  async compareScreenshots(live: string, replay: string, without: number[][]): Promise<number> {
    if (live === replay) return 0;
    const compare = pageExpression(
      `differingPixels(${JSON.stringify(live)}, ${JSON.stringify(replay)}, ${JSON.stringify(without)})`,
    );
    return 100 * ((await this.#workbench.evaluate(compare)) as number);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close();
  }
}
