import { existsSync } from "node:fs";
import { RecordingError } from "@pagereel/core";
import { findBrowser } from "@pagereel/core/adapter";
import type { LaunchOptions } from "playwright-core";
import type { BrowserTypeLike } from "./types.js";

/** The Chromium of the Playwright that is installed: playwright-core, else the full package. */
export async function installedChromium(): Promise<BrowserTypeLike> {
  for (const name of ["playwright-core", "playwright"]) {
    const library = await importIfInstalled(name);
    if (library) return library.default.chromium;
  }
  throw new RecordingError(
    "UNSUPPORTED_BROWSER",
    "Neither playwright-core nor playwright is installed. Install one: npm install playwright-core",
  );
}

/** @throws RecordingError `UNSUPPORTED_BROWSER` for a browser without CDP */
export function refuseUnsupported(library: BrowserTypeLike): void {
  if (library.name() === "chromium") return;
  throw new RecordingError(
    "UNSUPPORTED_BROWSER",
    `Playwright's ${library.name()} cannot be recorded: recording needs a Chromium. ` +
      `Use chromium, or launch without recording.`,
  );
}

/** Says which browser to launch where neither the options nor the library do. */
export async function withExecutable<T extends LaunchOptions>(
  library: BrowserTypeLike,
  options: T,
): Promise<T> {
  if (options.executablePath || options.channel || library.name() !== "chromium") return options;
  const executablePath = await findBrowser({
    name: "Playwright's own Chromium",
    isInstalled: hasOwnBrowser(library),
    installCommand: "npx playwright install chromium",
  });
  return executablePath === undefined ? options : { ...options, executablePath };
}

function hasOwnBrowser(library: BrowserTypeLike): boolean {
  const path = library.executablePath();
  // Installed with --only-shell there is just the headless one, in a folder of a like name.
  const [, registry, revision] = /^(.*)[\\/]chromium-(\d+)[\\/]/.exec(path) ?? [];
  return existsSync(path) || existsSync(`${registry}/chromium_headless_shell-${revision}`);
}

async function importIfInstalled(
  name: string,
): Promise<{ default: { chromium: BrowserTypeLike } } | undefined> {
  try {
    return await import(name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}
