import { existsSync } from "node:fs";
import { RecordingError } from "@pagereel/protocol";

const EDGE_PATHS = [
  "/usr/bin/microsoft-edge",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
  "C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** What a library knows of its own browser. */
export interface OwnBrowser {
  /** Such as `the browser of the package puppeteer`. */
  name: string;
  /** Whether it is installed, so that a launch without a path finds it. */
  isInstalled: boolean;
  /** The command that installs it. */
  installCommand: string;
}

/**
 * Finds a Chromium to launch: CHROME_PATH or PUPPETEER_EXECUTABLE_PATH, then the library's own
 * browser, then an installed Chrome, Chromium or Edge.
 *
 * @returns the path of its executable, or undefined for the library's own
 * @throws RecordingError `BROWSER_NOT_FOUND` with all that was looked for
 */
export async function findBrowser(own: OwnBrowser): Promise<string | undefined> {
  const looked: string[] = [];
  for (const name of ["CHROME_PATH", "PUPPETEER_EXECUTABLE_PATH"]) {
    const path = process.env[name];
    if (path && existsSync(path)) return path;
    looked.push(path ? `${name} (${path}: no such file)` : `${name} (not set)`);
  }
  if (own.isInstalled) return undefined;
  looked.push(own.name);

  const installed = (await installedChromes()).concat(EDGE_PATHS).find((path) => existsSync(path));
  if (installed) return installed;
  looked.push("an installed Chrome, Chromium or Edge");
  throw new RecordingError(
    "BROWSER_NOT_FOUND",
    `No browser was found. Looked for: ${looked.join("; ")}. ` +
      `Install one with "${own.installCommand}", or pass executablePath or channel to launch().`,
  );
}

async function installedChromes(): Promise<string[]> {
  const { Launcher } = await import("chrome-launcher");
  try {
    return Launcher.getInstallations();
  } catch {
    // It throws where there is none; the caller's error says more.
    return [];
  }
}
