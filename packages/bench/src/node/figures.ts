import type { FigureInfo } from "../cell/figure-info.ts";

const KB = 1000;
const MB = 1_000_000;

/** ms to s. */
const SECOND = 1000;

const COUNT = { unit: "", scale: 1, digits: 0, compared: "none" } as const;
const MEMORY = { unit: "MB", scale: MB, digits: 0, compared: "difference" } as const;
const MS = { unit: "ms", scale: 1, digits: 0, compared: "none" } as const;

/** What is measured of Node alone; in the order of the report. */
export const NODE_FIGURES = {
  eventsPerSecond: {
    ...COUNT,
    title: "events a second",
    unit: "1/s",
    about: "from the first batch to when the session has ended and all of it is in the files",
  },
  textBytesPerSecond: {
    title: "text a second",
    unit: "MB/s",
    scale: MB,
    digits: 1,
    compared: "none",
    about: "the same in bytes of the batches",
  },
  cpuOfThousandMs: {
    ...MS,
    title: "CPU of 1000 events",
    digits: 1,
    about: "CPU time of all threads of the process, those that compress among them",
  },
  feedPeakBytes: {
    ...MEMORY,
    title: "the stand-in alone, peak",
    about: "the most memory (RSS) of a process that makes the same batches, and records nothing",
  },
  recordFirstPeakBytes: {
    ...MEMORY,
    title: "recording, peak of the first 10 min",
    about: "the most memory (RSS) until a twelfth of the events were recorded",
  },
  recordPeakBytes: {
    ...MEMORY,
    title: "recording, peak",
    about:
      "the most memory (RSS) until the end. That of the stand-in is in it: V8 gives young objects more " +
      "and more room, up to 128 MB, in any process that makes them for long",
  },
  recordEndBytes: {
    ...MEMORY,
    title: "recording, at the end",
    about: "memory (RSS) after the last event, while the session is open",
  },
  recordHeldBytes: {
    ...MEMORY,
    title: "recording, held",
    digits: 1,
    about: "what JavaScript has in use then, after a garbage collection: heap and buffers",
  },
  segmentCount: { ...COUNT, title: "segments", about: "of which the recording consists" },
  recordedBytes: {
    title: "stored",
    unit: "kB",
    scale: KB,
    digits: 0,
    compared: "none",
    about: "bytes of all segments, as stored",
  },
  firstEventMs: {
    ...MS,
    title: "first event",
    digits: 1,
    about: "from the call of `streamRecording`, the first one of its process, to the first event",
  },
  streamMs: {
    title: "streaming",
    unit: "s",
    scale: SECOND,
    digits: 1,
    compared: "none",
    about: "from that call to the last event",
  },
  streamFirstPeakBytes: {
    ...MEMORY,
    title: "streaming, peak of the first 10 min",
    about: "the most memory (RSS) until a twelfth of the events were read",
  },
  streamPeakBytes: {
    ...MEMORY,
    title: "streaming, peak",
    about: "the most memory (RSS) until the last event",
  },
  minuteMs: {
    ...MS,
    title: "a minute",
    about: "`fetchRecording` of the minute in the middle by `from` and `to`, in a fresh process",
  },
  minuteSegmentCount: {
    ...COUNT,
    title: "a minute, segments",
    about: "segments that were read for it",
  },
  minuteBytes: {
    title: "a minute, read",
    unit: "kB",
    scale: KB,
    digits: 0,
    compared: "none",
    about: "bytes of those segments, as stored",
  },
} as const satisfies Record<string, FigureInfo>;

export type NodeFigure = keyof typeof NODE_FIGURES;

export const NODE_FIGURE_NAMES = Object.keys(NODE_FIGURES) as NodeFigure[];
