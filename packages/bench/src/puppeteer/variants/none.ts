import { launchBrowser } from "./launch-browser.ts";
import type { LaunchRecorded } from "./recorded-browser.ts";

export const launchNone: LaunchRecorded = async (options) => ({
  browser: await launchBrowser(options),
});
