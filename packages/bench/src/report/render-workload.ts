import { markdownTable } from "markdown-table";
import { FIGURE_NAMES, FIGURES, type Figure } from "../cell/figures.ts";
import { BASE, type VariantName } from "../plan/variants.ts";
import { variantsOf } from "../plan/variants-of.ts";
import type { Run } from "../run/run.ts";
import { differencesByRound, ratiosByRound } from "../statistics/by-round.ts";
import { type Spread, spreadOf } from "../statistics/spread.ts";
import { formatFigure, formatSpread } from "./format-figure.ts";
import { renderNotes } from "./render-notes.ts";
import { figuresByRound } from "./select-figures.ts";

/** The tables of one workload of a run, in Markdown. */
export function renderWorkload(run: Run, workload: string): string {
  return [
    "Figures: median [quartiles] of the rounds.",
    renderFigures(run, workload),
    "Compared with none in the same round: ratios (x) and differences (+).",
    renderComparison(run, workload),
    ...renderNotes(run, workload),
  ].join("\n\n");
}

function renderFigures(run: Run, workload: string): string {
  const names = measuredFigures(run, workload);
  const heads = names.map((name) => `${FIGURES[name].title}, ${FIGURES[name].unit}`);
  const rows = variantsOf(workload, run.info.variants).map((variant) => [
    variant,
    ...names.map((name) =>
      cell(spreadOf([...figuresByRound(run, workload, variant, name).values()]), (value) =>
        formatFigure(name, value),
      ),
    ),
  ]);
  return markdownTable([["variant", ...heads], ...rows]);
}

function renderComparison(run: Run, workload: string): string {
  const names = measuredFigures(run, workload).filter((name) => FIGURES[name].compared !== "none");
  const heads = names.map((name) => {
    const { title, unit, compared } = FIGURES[name];
    return compared === "ratio" ? `${title}, x` : `${title}, + ${unit}`;
  });
  const rows = variantsOf(workload, run.info.variants)
    .filter((variant) => variant !== BASE)
    .map((variant) => [variant, ...names.map((name) => compare(run, workload, variant, name))]);
  return markdownTable([["variant", ...heads], ...rows]);
}

/** @returns a cell of the table; it never is empty */
export function compare(run: Run, workload: string, variant: VariantName, figure: Figure): string {
  const figures = figuresByRound(run, workload, variant, figure);
  const base = figuresByRound(run, workload, BASE, figure);
  if (FIGURES[figure].compared === "ratio") {
    return cell(spreadOf(ratiosByRound(figures, base)), (value) => value.toFixed(2));
  }
  return cell(spreadOf(differencesByRound(figures, base)), (value) => formatFigure(figure, value));
}

function cell(spread: Spread | undefined, format: (value: number) => string): string {
  return spread === undefined ? "not measured" : formatSpread(spread, format);
}

/** Leaves out what this workload does not have at all, such as rows. */
function measuredFigures(run: Run, workload: string): Figure[] {
  return FIGURE_NAMES.filter((name) => {
    const isOfStorms = name === "rowUs";
    const isMeasured = run.info.variants.some(
      (variant) => figuresByRound(run, workload, variant, name).size > 0,
    );
    return isMeasured || !isOfStorms;
  });
}
