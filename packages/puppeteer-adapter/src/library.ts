import { existsSync } from "node:fs";
import { RecordingError } from "@pagereel/core";
import { findBrowser } from "@pagereel/core/adapter";
import type { LaunchOptions } from "puppeteer-core";
import type { PuppeteerLike } from "./types.js";

/** The Puppeteer that is installed: the full package, which has a browser, else puppeteer-core. */
export async function installedPuppeteer(): Promise<PuppeteerLike> {
  for (const name of ["puppeteer", "puppeteer-core"]) {
    const library = await importIfInstalled(name);
    if (library) return library.default;
  }
  throw new RecordingError(
    "UNSUPPORTED_BROWSER",
    "Neither puppeteer nor puppeteer-core is installed. Install one: npm install puppeteer-core",
  );
}

/** Says which browser to launch where neither the options nor the library do. */
export async function withExecutable(
  library: PuppeteerLike,
  options: LaunchOptions,
): Promise<LaunchOptions> {
  if (options.executablePath || options.channel || options.browser === "firefox") return options;
  const executablePath = await findBrowser({
    name: "the browser of the package puppeteer",
    isInstalled: await hasOwnBrowser(library),
    installCommand: "npx @puppeteer/browsers install chrome@stable",
  });
  return executablePath === undefined ? options : { ...options, executablePath };
}

async function hasOwnBrowser(library: PuppeteerLike): Promise<boolean> {
  try {
    const path = await library.executablePath?.();
    return path !== undefined && existsSync(path);
  } catch {
    // puppeteer-core has none, and says so by throwing.
    return false;
  }
}

async function importIfInstalled(name: string): Promise<{ default: PuppeteerLike } | undefined> {
  try {
    return await import(name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}
