import { CHROMIUM_ARGS } from "@pagereel/testing/chromium";

/** The same for the browser that is recorded and for the one that replays. */
export const BROWSER = {
  args: CHROMIUM_ARGS,
  defaultViewport: { width: 1024, height: 768 },
};

/** Of what the window shows. */
export const SCREENSHOT = { format: "png", optimizeForSpeed: true } as const;
