import type { Page } from "playwright-core";
import { type CdpPage, Screencast } from "../../driver/screencast.ts";
import { launchContext } from "./open-context.ts";
import type { LaunchRecorded } from "./recorded-context.ts";

export const launchScreencast: LaunchRecorded = async (options) => {
  const context = await launchContext(options);
  const screencast = new Screencast(options.folder);
  const record = async (page: Page) =>
    screencast.add((await context.newCDPSession(page)) as CdpPage);
  context.on("page", (page) => {
    record(page).catch((error) => {
      if (!page.isClosed()) throw error;
    });
  });
  return { context, stopRecording: () => screencast.stop() };
};
