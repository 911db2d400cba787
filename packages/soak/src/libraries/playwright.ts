import { fileStore, launch } from "@pagereel/playwright-adapter";
import { LAUNCH_OPTIONS, RECORDING_OPTIONS } from "./launch-options.ts";
import { type Library, livingPage } from "./library.ts";

export const playwright: Library = {
  name: "Playwright",
  async launch(recordings) {
    const recording = recordings !== undefined && {
      ...RECORDING_OPTIONS,
      sink: fileStore(recordings),
    };
    const browser = await launch({ ...LAUNCH_OPTIONS, recording });
    const context = await browser.newContext();
    return {
      async newPage() {
        const page = await context.newPage();
        return livingPage(page, () => context.newCDPSession(page));
      },
      close: () => browser.close(),
    };
  },
};
