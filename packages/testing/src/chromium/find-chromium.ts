import { existsSync } from "node:fs";

const USUAL_PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Keeps a test's browser off the network, and lets it start where there is no sandbox. */
export const CHROMIUM_ARGS = [
  "--no-sandbox",
  "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * The browser that tests start: `CHROME_PATH`, else the first of the usual places.
 *
 * @throws Error when there is none
 */
export function findChromium(): string {
  const path = process.env.CHROME_PATH ?? USUAL_PLACES.find((place) => existsSync(place));
  if (path) return path;
  throw new Error(
    "No Chromium was found for the tests. Set CHROME_PATH to the executable of one, or install it " +
      "with `npx @puppeteer/browsers install chrome@stable`.",
  );
}
