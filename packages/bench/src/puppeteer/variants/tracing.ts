import type { LaunchRecorded } from "./recorded-browser.ts";

export const launchTracing: LaunchRecorded = async () => {
  throw new Error("Puppeteer has no tracing with snapshots of the document.");
};
