import type { Sample } from "../observe/sample.ts";
import type { CellFigures } from "./figures.ts";
import type { Mark } from "./messages.ts";
import type { ProcessReport } from "./run-measured-process.ts";

/**
 * Puts together what was seen from outside and what the measured process told.
 *
 * The CPU time is that of the workload and of the recording's end: not that of the launch before,
 * nor of measuring the heap in between.
 */
export function figuresOfReport({ samples, figures }: ProcessReport, storedBytes: number) {
  const { rows, ...own } = figures;
  const mainThreadMs = spent("mainThreadMs", "stopped");
  const all: CellFigures = {
    ...own,
    mainThreadMs,
    browserMs: spent("browserMs", "stopped"),
    nodeMs: spent("nodeMs", "closed"),
    wireBytes: at("worked").readBytes - at("launched").readBytes,
    storedBytes,
    rendererBytes: at("worked").rendererBytes,
    nodeBytes: at("worked").nodeBytes,
  };
  return rows === undefined ? all : { ...all, rowUs: (mainThreadMs * 1000) / rows };

  function spent(figure: keyof Sample, end: Mark): number {
    return at("worked")[figure] - at("launched")[figure] + at(end)[figure] - at("stopping")[figure];
  }

  function at(mark: Mark): Sample {
    const sample = samples.get(mark);
    if (!sample) throw new Error(`The measured process never reached "${mark}".`);
    return sample;
  }
}
