import { STEP_FIGURES, type StepFigure } from "../node/step-figures.ts";
import type { FigureInfo } from "./figure-info.ts";

const KB = 1000;
const MB = 1_000_000;

/** All that is measured of a browser; times are measured in ms where the name ends in `Ms`, sizes in bytes. */
export const FIGURES = {
  mainThreadMs: {
    title: "main thread",
    unit: "ms",
    scale: 1,
    digits: 0,
    compared: "ratio",
    about:
      "CPU time of the main threads of all renderers, as the kernel counts it " +
      "(`/proc/<pid>/schedstat`, ns): waiting for a CPU is not in it",
  },
  browserMs: {
    title: "browser",
    unit: "ms",
    scale: 1,
    digits: 0,
    compared: "ratio",
    about: "CPU time of all processes of the browser (`/proc/<pid>/stat`)",
  },
  nodeMs: {
    title: "Node",
    unit: "ms",
    scale: 1,
    digits: 0,
    compared: "ratio",
    about: "CPU time of the script's Node process, up to when the browser is closed",
  },
  wallMs: {
    title: "wall",
    unit: "ms",
    scale: 1,
    digits: 0,
    compared: "ratio",
    about: "time that the workload takes",
  },
  rowUs: {
    title: "a row",
    unit: "us",
    scale: 1,
    digits: 1,
    compared: "difference",
    about: "CPU time of the main thread for each row of a storm",
  },
  newPageMs: {
    title: "newPage",
    unit: "ms",
    scale: 1,
    digits: 1,
    compared: "difference",
    about: "time until `newPage` returns, the median of the run's pages",
  },
  closeMs: {
    title: "close",
    unit: "ms",
    scale: 1,
    digits: 0,
    compared: "difference",
    about:
      "time of `browser.close()`, with that of ending the recording where that is a call of its own",
  },
  wireBytes: {
    title: "wire",
    unit: "kB",
    scale: KB,
    digits: 0,
    compared: "difference",
    about: "bytes that Node reads from the browser, whatever they are (`/proc/<pid>/io`)",
  },
  storedBytes: {
    title: "stored",
    unit: "kB",
    scale: KB,
    digits: 1,
    compared: "none",
    about: "bytes of the files of the recording when the browser is closed",
  },
  heapBytes: {
    title: "JS heap",
    unit: "MB",
    scale: MB,
    digits: 1,
    compared: "difference",
    about:
      "heap of the first page's process after a garbage collection, at the end of the workload",
  },
  rendererBytes: {
    title: "renderers",
    unit: "MB",
    scale: MB,
    digits: 0,
    compared: "difference",
    about: "memory (RSS) of all renderers, at the end of the workload",
  },
  nodeBytes: {
    title: "Node RSS",
    unit: "MB",
    scale: MB,
    digits: 0,
    compared: "difference",
    about: "memory (RSS) of the Node process, at the end of the workload",
  },
} as const satisfies Record<string, FigureInfo>;

export type Figure = keyof typeof FIGURES;

export const FIGURE_NAMES = Object.keys(FIGURES) as Figure[];

/** What is known of all figures: those of a browser, and those that a step tells itself. */
export const ALL_FIGURES: Record<Figure | StepFigure, FigureInfo> = { ...FIGURES, ...STEP_FIGURES };

/** Figures of one cell: those of its workload's kind; `rowUs` only where there are rows. */
export type CellFigures = Partial<Record<Figure | StepFigure, number>>;

/** What became of a cell. */
export type Outcome =
  | {
      figures: CellFigures;
      /** What the recording lacks, in words. */
      remarks: string[];
    }
  | { failure: string };
