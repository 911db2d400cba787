import type { FigureInfo } from "../cell/figure-info.ts";

const MB = 1_000_000;

const MS = { unit: "ms", scale: 1, compared: "ratio" } as const;
const RATE = { unit: "1/s", scale: 1, digits: 0, compared: "ratio" } as const;

/** What is measured of a connection to a browser; in the order of the report. */
export const CDP_FIGURES = {
  commandMs: {
    ...MS,
    title: "a command",
    digits: 3,
    about: "`Runtime.evaluate` of `1`, one after the other, until its answer is there: the median",
  },
  slowCommandMs: {
    ...MS,
    title: "a slow command",
    digits: 3,
    about: "the same: the 99th percentile",
  },
  commandsPerSecond: {
    ...RATE,
    title: "commands a second",
    about: "the same with 1000 of them under way all the time; each has one answer",
  },
  eventsOfPagePerSecond: {
    ...RATE,
    title: "events a second",
    about: "`Runtime.bindingCalled`, from a page that calls a binding in a loop",
  },
  largeBytesPerSecond: {
    title: "large answers",
    unit: "MB/s",
    scale: MB,
    digits: 0,
    compared: "ratio",
    about: "answers of 10 MB, 4 of them under way all the time",
  },
  hugeMs: { ...MS, title: "an answer of 100 MB", digits: 0, about: "until all of it is there" },
  acquireMs: {
    ...MS,
    title: "a browser",
    digits: 0,
    about:
      "until a browser that was not there has answered `Browser.getVersion`: from the start of its " +
      "process, or from connecting to the server, which starts it; the median of the round",
  },
  cpuOfThousandMessagesMs: {
    title: "server, CPU of 1000 messages",
    unit: "ms",
    scale: 1,
    digits: 1,
    compared: "none",
    about:
      "CPU time of all threads of the server's process in the commands a second; a command and its " +
      "answer are two messages",
  },
  cpuOfThousandEventsMs: {
    title: "server, CPU of 1000 events",
    unit: "ms",
    scale: 1,
    digits: 1,
    compared: "none",
    about: "the same in the events a second",
  },
  cpuOfLargeMs: {
    title: "server, CPU of 100 MB",
    unit: "ms",
    scale: 1,
    digits: 0,
    compared: "none",
    about: "the same in the large answers",
  },
  serverPeakBytes: {
    title: "server, peak",
    unit: "MB",
    scale: MB,
    digits: 0,
    compared: "none",
    about: "the most memory (RSS) of the server's process until the answer of 100 MB was there",
  },
} as const satisfies Record<string, FigureInfo>;

export type CdpFigure = keyof typeof CDP_FIGURES;

export type CdpFigures = Partial<Record<CdpFigure, number>>;
