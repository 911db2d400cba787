import { ALL_FIGURES, type CellFigures } from "../cell/figures.ts";
import { STEP_FIGURE_NAMES } from "../node/step-figures.ts";
import type { Result } from "../run/run.ts";
import { formatFigure } from "./format-figure.ts";

/** A cell has those of its kind. */
const PRINTED = ["mainThreadMs", "browserMs", "nodeMs", "wallMs", ...STEP_FIGURE_NAMES] as const;

/** Tells what came of a cell, in a line. */
export function printResult({ cell, outcome, load }: Result): void {
  const { workload, variant, round } = cell;
  const name = `${workload.padEnd(15)} ${String(round).padStart(2)} ${variant.padEnd(15)}`;
  if ("failure" in outcome) {
    console.log(`${name} FAILED: ${outcome.failure}`);
    return;
  }
  const figures = PRINTED.flatMap((figure) => printFigure(figure, outcome.figures[figure]));
  console.log(`${name} ${figures.join(", ")} (load ${load.toFixed(1)})`);
  for (const remark of outcome.remarks) console.log(`    ${remark}`);
}

function printFigure(figure: keyof CellFigures, value: number | undefined): string[] {
  if (value === undefined) return [];
  const { title, unit } = ALL_FIGURES[figure];
  return [`${title} ${formatFigure(figure, value)} ${unit}`.trim()];
}
