import { fileStore, launch } from "@pagereel/puppeteer-adapter";
import { pagereelRemarks } from "../../driver/pagereel-remarks.ts";
import { VIEWPORT } from "../../driver/viewport.ts";
import type { LaunchRecorded } from "./recorded-browser.ts";

export const launchPagereel: LaunchRecorded = async ({ executablePath, args, folder }) => {
  const browser = await launch({
    executablePath,
    args,
    defaultViewport: VIEWPORT,
    recording: { sink: fileStore(folder) },
  });
  const sessionId = browser.sessionId();
  return { browser, remarks: () => pagereelRemarks(folder, sessionId) };
};
