import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { installOnDebian, pathOf } from "./apt.mjs";
import { ROOT, read, say } from "./process.mjs";

/** Where a downloaded Chrome is kept, and the file that says where in it; git ignores both. */
const DOWNLOADS = join(ROOT, ".browser");
const DOWNLOADED_PATH = join(DOWNLOADS, "path");

const DOWNLOADER = "@puppeteer/browsers@3.2.6";

/** Long enough for 180 MB at 2 Mbit/s. */
const DOWNLOAD_TIMEOUT_MS = 15 * 60_000;

const COMMANDS = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
];

const APPLICATIONS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];

/**
 * Finds a Chromium, or installs one.
 *
 * @returns its path
 * @throws Error that says what to do, where neither could be done
 */
export async function provideBrowser() {
  const given = process.env.CHROME_PATH;
  if (given && !existsSync(given)) {
    throw new Error(`CHROME_PATH is "${given}", where no file is. Correct it or unset it.`);
  }
  return given || findInstalled() || findDownloaded() || (await installPackage()) || download();
}

function findInstalled() {
  const onPath = COMMANDS.map(pathOf);
  // Ubuntu has a "chromium-browser" that only says where to get one: a real one tells its version.
  return [...onPath, ...APPLICATIONS].find((path) => path && read(path, ["--version"]));
}

function findDownloaded() {
  if (!existsSync(DOWNLOADED_PATH)) return undefined;
  const path = readFileSync(DOWNLOADED_PATH, "utf8");
  return existsSync(path) ? path : undefined;
}

/** Debian's own package; Ubuntu's is a snap, which does not start everywhere. */
async function installPackage() {
  // Without a font pages have no text.
  const isInstalled = await installOnDebian(["chromium", "fonts-liberation"]);
  return isInstalled ? findInstalled() : undefined;
}

function download() {
  say("Downloading Chrome (about 180 MB) ...");
  mkdirSync(DOWNLOADS, { recursive: true });
  const args = ["--yes", DOWNLOADER, "install", "chrome@stable", "--path", DOWNLOADS];
  // Brings the libraries that Chrome needs; it can do so with root's rights and apt-get only.
  if (process.getuid?.() === 0 && pathOf("apt-get")) args.push("--install-deps");
  const output = read("npx", [...args, "--format", "{{path}}"], {
    timeoutMs: DOWNLOAD_TIMEOUT_MS,
    stderr: "inherit",
  });
  const path = output?.split("\n").at(-1);
  if (!path || !existsSync(path)) {
    throw new Error(
      "No Chromium is installed and none could be downloaded. Install Chrome, Chromium or Edge, " +
        "or set CHROME_PATH to one, and run this again.",
    );
  }
  writeFileSync(DOWNLOADED_PATH, path);
  return path;
}
