import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { CHROMIUM_ARGS, findChromium } from "@pagereel/testing/chromium";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { bundle } from "./bundle.js";
import type {} from "./stage-globals.js";
import type { SessionOptions } from "./windowed-session.js";

/** Nothing is to be had but the page's own two files. */
function policyOf(origin: string): string {
  return [
    "default-src 'none'",
    `script-src ${origin}/page.js`,
    `style-src ${origin}/page.css 'unsafe-inline'`,
    "img-src data: blob:",
    "font-src data:",
    "media-src data: blob:",
  ].join("; ");
}

/** A browser with a page that has nothing but a stage. */
export class StageBrowser implements AsyncDisposable {
  /** Paths that the stage's page asked for beside its own files. */
  readonly requests: string[] = [];
  private constructor(
    readonly browser: Browser,
    private readonly server: ReturnType<typeof createServer>,
  ) {}

  static async launch(): Promise<StageBrowser> {
    const { script, style } = await bundle("stage-page.ts");
    const html = `<!doctype html><title>Stage</title><link rel="stylesheet" href="/page.css">
      <style>html, body { margin: 0; block-size: 100% } #stage { block-size: 600px }</style>
      <input id="control" aria-label="Control"><div id="stage"></div><script src="/page.js"></script>`;
    const files: Record<string, [type: string, text: string]> = {
      "/": ["text/html", html],
      "/page.js": ["text/javascript", script],
      "/page.css": ["text/css", style],
      "/favicon.ico": ["image/x-icon", ""],
    };
    const server = createServer(({ url = "", headers }, response) => {
      const [type, text] = files[url] ?? ["text/plain", ""];
      response.setHeader("content-type", `${type}; charset=utf-8`);
      response.setHeader("content-security-policy", policyOf(`http://${headers.host}`));
      response.end(text);
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const browser = await puppeteer.launch({
      executablePath: findChromium(),
      args: CHROMIUM_ARGS,
      defaultViewport: { width: 1000, height: 700 },
    });
    const stage = new StageBrowser(browser, server);
    server.on("request", ({ url = "" }) => {
      if (!files[url]) stage.requests.push(url);
    });
    return stage;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Opens a session on a stage, at its beginning. */
  async open(options: SessionOptions): Promise<Page> {
    const page = await this.browser.newPage();
    await page.goto(this.origin);
    await page.evaluate((given) => globalThis.openStage(given), options);
    return page;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.browser.close();
    this.server.close();
    this.server.closeAllConnections();
  }
}
