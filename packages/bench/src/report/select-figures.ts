import type { CellFigures } from "../cell/figures.ts";
import type { VariantName } from "../plan/variants.ts";
import type { Run } from "../run/run.ts";
import type { ByRound } from "../statistics/by-round.ts";

/** A figure of one workload in one variant, by round; rounds that failed are not in it. */
export function figuresByRound(
  { results }: Run,
  workload: string,
  variant: VariantName,
  figure: keyof CellFigures,
): ByRound {
  const figures = new Map<number, number>();
  for (const { cell, outcome } of results) {
    if (cell.workload !== workload || cell.variant !== variant) continue;
    const value = "figures" in outcome ? outcome.figures[figure] : undefined;
    if (value !== undefined) figures.set(cell.round, value);
  }
  return figures;
}
