import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Recording } from "@pagereel/protocol";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { type ExportHtmlOptions, exportHtml } from "../../src/export-html/export-html.js";

/** A replay, opened from disk. */
export interface OpenReplay extends AsyncDisposable {
  page: Page;
  /** What went wrong on the page, refusals by its content security policy left out. */
  errors: string[];
}

/** Exports a recording to a file and opens that. */
export async function openReplay(
  browser: Pick<Browser | BrowserContext, "newPage">,
  recording: Recording,
  options?: ExportHtmlOptions,
): Promise<OpenReplay> {
  const directory = await mkdtemp(join(tmpdir(), "pagereel-replay-"));
  const file = join(directory, "replay.html");
  await writeFile(file, await exportHtml(recording, options));
  const page = await browser.newPage();
  await page.setViewportSize({ width: 1280, height: 800 });
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    const isError = message.type() === "error";
    if (isError && !/Content Security Policy/.test(message.text())) errors.push(message.text());
  });
  await page.goto(pathToFileURL(file).href);
  return {
    page,
    errors,
    [Symbol.asyncDispose]: async () => {
      await page.close();
      await rm(directory, { recursive: true });
    },
  };
}
