import { CHROMIUM_ARGS } from "@pagereel/testing/chromium";

export const LAUNCH_OPTIONS = {
  args: CHROMIUM_ARGS,
  // Playwright starts Chromium with it; most browsers run without.
  ignoreDefaultArgs: ["--disable-back-forward-cache"],
};

/** Pictures of canvases, too, and often: a canvas lives for a fraction of a second. */
export const RECORDING_OPTIONS = { canvas: { fps: 10 } };
