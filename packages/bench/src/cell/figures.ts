/** How a figure of a variant is compared with that of no recording in the same round. */
export type Comparison = "ratio" | "difference" | "none";

export interface FigureInfo {
  /** For the head of a column. */
  title: string;
  unit: string;
  /** How many of the measured unit (ms, bytes, us) the shown unit has. */
  scale: number;
  /** Digits after the point. */
  digits: number;
  compared: Comparison;
  about: string;
}

const KB = 1000;
const MB = 1_000_000;

/** All that is measured; times are measured in ms where the name ends in `Ms`, sizes in bytes. */
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
    about: "time to end the recording, where that is a call of its own, and to close the browser",
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

/** Figures of one cell; `rowUs` only where there are rows. */
export type CellFigures = Partial<Record<Figure, number>>;

/** What became of a cell. */
export type Outcome =
  | {
      figures: CellFigures;
      /** What the recording lacks, in words. */
      remarks: string[];
    }
  | { failure: string };
