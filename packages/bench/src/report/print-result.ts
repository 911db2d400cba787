import { FIGURES } from "../cell/figures.ts";
import type { Result } from "../run/run.ts";
import { formatFigure } from "./format-figure.ts";

const PRINTED = ["mainThreadMs", "browserMs", "nodeMs", "wallMs"] as const;

/** Tells what came of a cell, in a line. */
export function printResult({ cell, outcome, load }: Result): void {
  const { workload, variant, round } = cell;
  const name = `${workload.padEnd(15)} ${String(round).padStart(2)} ${variant.padEnd(10)}`;
  if ("failure" in outcome) {
    console.log(`${name} FAILED: ${outcome.failure}`);
    return;
  }
  const figures = PRINTED.map((figure) => {
    const value = formatFigure(figure, outcome.figures[figure] as number);
    return `${FIGURES[figure].title} ${value} ${FIGURES[figure].unit}`;
  });
  console.log(`${name} ${figures.join(", ")} (load ${load.toFixed(1)})`);
  for (const remark of outcome.remarks) console.log(`    ${remark}`);
}
