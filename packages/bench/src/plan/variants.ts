/** The ways to record that are compared, in the order of the report. */
export const RECORDERS = {
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

/** The ways to a browser that are compared, in the order of the report. */
export const CONNECTIONS = {
  direct: "Chromium's own `--remote-debugging-port`: the base of all ratios",
  server: "`@pagereel/server`, without recording",
  "server-recorded": "the same with `?recording=true`, into a `fileStore`",
} as const;

export type RecorderName = keyof typeof RECORDERS;

export type VariantName = RecorderName | keyof typeof CONNECTIONS;

export const RECORDER_NAMES = Object.keys(RECORDERS) as RecorderName[];

export const VARIANT_NAMES = Object.keys({ ...RECORDERS, ...CONNECTIONS }) as VariantName[];

/** What the others are compared with, unless the workload has another base. */
export const BASE: VariantName = "none";
