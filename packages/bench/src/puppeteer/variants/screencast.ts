import { type CdpPage, Screencast } from "../../driver/screencast.ts";
import { launchBrowser } from "./launch-browser.ts";
import type { LaunchRecorded } from "./recorded-browser.ts";

/** Popups are not recorded, as with the naive injection. */
export const launchScreencast: LaunchRecorded = async (options) => {
  const browser = await launchBrowser(options);
  const screencast = new Screencast(options.folder);
  return {
    browser,
    prepare: async (page) => screencast.add((await page.createCDPSession()) as CdpPage),
    stopRecording: () => screencast.stop(),
  };
};
