import type { FigureInfo } from "../cell/figure-info.ts";

const MB = 1_000_000;

/** ms to s. */
const SECOND = 1000;

const MS = { unit: "ms", scale: 1, digits: 0, compared: "none" } as const;
const MEMORY = { unit: "MB", scale: MB, digits: 0, compared: "none" } as const;

/** What is measured of the viewer; in the order of the report. */
export const VIEWER_FIGURES = {
  pageLoadMs: { ...MS, title: "page", about: "from the navigation's start to its load event" },
  firstFrameMs: {
    ...MS,
    title: "first frame",
    about: "from the load event until the recorded page was seen",
  },
  openTaskMs: {
    ...MS,
    title: "longest task, opening",
    about: "the longest one of the page's main thread until then; 0: none took 50 ms",
  },
  earlySeekMs: {
    ...MS,
    title: "a seek, early",
    about:
      "from when the address named a moment of the two hours at random until it was seen, checked by " +
      "what the page said then; while the viewer still read the recording in the background: the median",
  },
  slowestEarlySeekMs: { ...MS, title: "slowest seek, early", about: "the slowest of these" },
  seekMs: {
    ...MS,
    title: "a seek",
    about: "the same of other moments, after the recording was read: the median",
  },
  slowestSeekMs: { ...MS, title: "slowest seek", about: "the slowest of these" },
  seekTaskMs: {
    ...MS,
    title: "longest task, seeking",
    about: "the longest one in all these seeks",
  },
  indexMs: {
    title: "index",
    unit: "s",
    scale: SECOND,
    digits: 1,
    compared: "none",
    about:
      "from the load event until all of the recording was read, with the early seeks meanwhile",
  },
  indexTaskMs: {
    ...MS,
    title: "longest task, index",
    about: "the longest one between the early seeks and then",
  },
  playedSpeed: {
    title: "speed at 16x",
    unit: "",
    scale: 1,
    digits: 1,
    compared: "none",
    about:
      "recorded time that was played at 16x, for each second: less where it is too much to show",
  },
  playTaskMs: { ...MS, title: "longest task, 16x", about: "the longest one meanwhile" },
  liveLagMs: {
    ...MS,
    title: "behind, live",
    about:
      "of a page that shows the time 20 times a second, recorded by the server: how old the time is " +
      "that the viewer shows, in each frame of the screen for 30 s: the median",
  },
  slowestLiveLagMs: { ...MS, title: "most behind, live", about: "the most of these" },
  viewerHeapPeakBytes: {
    ...MEMORY,
    title: "JS heap, peak",
    about: "the most that was seen of it 5 times a second, garbage among it",
  },
  viewerHeapBytes: {
    ...MEMORY,
    title: "JS heap, at the end",
    about: "after a garbage collection",
  },
  viewerPeakBytes: {
    ...MEMORY,
    title: "renderer, peak",
    about: "the most memory (RSS) of the page's process: documents and buffers are in it",
  },
} as const satisfies Record<string, FigureInfo>;

export type ViewerFigure = keyof typeof VIEWER_FIGURES;

export type ViewerFigures = Partial<Record<ViewerFigure, number>>;
