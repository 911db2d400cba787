import { fileStore, launch } from "@pagereel/playwright-adapter";
import { pagereelRemarks } from "../../driver/pagereel-remarks.ts";
import { openContext } from "./open-context.ts";
import type { LaunchRecorded } from "./recorded-context.ts";

export const launchPagereel: LaunchRecorded = async ({ executablePath, args, folder }) => {
  const browser = await launch({ executablePath, args, recording: { sink: fileStore(folder) } });
  const sessionId = browser.sessionId();
  return {
    context: await openContext(browser),
    remarks: () => pagereelRemarks(folder, sessionId),
  };
};
