import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { EMIT, rrwebScript } from "../../driver/rrweb-script.ts";
import { launchBrowser } from "./launch-browser.ts";
import type { LaunchRecorded } from "./recorded-browser.ts";

/** Popups are not recorded: a script has them only when their first document is there. */
export const launchRrweb: LaunchRecorded = async (options) => {
  const browser = await launchBrowser(options);
  const events: unknown[] = [];
  return {
    browser,
    async prepare(page) {
      await page.exposeFunction(EMIT, (event: unknown) => void events.push(event));
      await page.evaluateOnNewDocument(rrwebScript());
    },
    stopRecording: () => writeFile(join(options.folder, "events.json"), JSON.stringify(events)),
  };
};
