/** The ways to record that are compared, in the order of the report. */
export const VARIANTS = {
  none: "no recording: the base of all ratios",
  "none-again": "no recording, once more: what differs by chance alone",
  pagereel: "ours, with its defaults, into a `fileStore`",
  rrweb:
    "naive injection: rrweb's `record` by an init script, with its defaults, in top documents; each " +
    "event is an argument of an exposed function, kept in an array and written as JSON at the end",
  tracing: "Playwright's tracing with `screenshots` and `snapshots`, written as a zip at the end",
  screencast:
    "CDP's `Page.startScreencast` of each page, JPEG of quality 80, each frame a file when it comes",
} as const;

export type VariantName = keyof typeof VARIANTS;

export const VARIANT_NAMES = Object.keys(VARIANTS) as VariantName[];

/** What the others are compared with. */
export const BASE: VariantName = "none";
