import { findBrowser } from "@pagereel/core/adapter";

/**
 * Finds the browser to measure: the same one for both libraries, whatever they bring themselves.
 *
 * @throws RecordingError `BROWSER_NOT_FOUND`
 */
export async function findChromium(): Promise<string> {
  const own = {
    name: "CHROME_PATH",
    isInstalled: false,
    installCommand: "npx @puppeteer/browsers install chrome@stable",
  };
  return (await findBrowser(own)) as string;
}
