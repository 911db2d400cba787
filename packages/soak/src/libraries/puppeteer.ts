import { fileStore, launch } from "@pagereel/puppeteer-adapter";
import { LAUNCH_OPTIONS, RECORDING_OPTIONS } from "./launch-options.ts";
import { type Library, livingPage } from "./library.ts";

export const puppeteer: Library = {
  name: "Puppeteer",
  async launch(recordings) {
    const recording = recordings !== undefined && {
      ...RECORDING_OPTIONS,
      sink: fileStore(recordings),
    };
    const browser = await launch({ ...LAUNCH_OPTIONS, recording });
    return {
      async newPage() {
        const page = await browser.newPage();
        return livingPage(page, () => page.createCDPSession());
      },
      close: () => browser.close(),
    };
  },
};
