import { markdownTable } from "markdown-table";
import { NODE_FIGURE_NAMES, NODE_FIGURES, type NodeFigure } from "../node/figures.ts";
import { findNodeWorkload } from "../node/index.ts";
import { BASE, type VariantName } from "../plan/variants.ts";
import type { Run } from "../run/run.ts";
import { differencesByRound } from "../statistics/by-round.ts";
import { spreadOf } from "../statistics/spread.ts";
import { formatFigure, formatSpread } from "./format-figure.ts";
import { renderNotes } from "./render-notes.ts";
import { figuresByRound } from "./select-figures.ts";

/** For a figure that is not one of a variant, or that could not be measured. */
const NOTHING = "-";

/** The table of one workload without a browser, in Markdown. */
export function renderNodeWorkload(run: Run, workload: string): string {
  return [
    "Figures: median [quartiles] of the rounds.",
    renderFigures(run, workload),
    ...renderNotes(run, workload),
  ].join("\n\n");
}

function renderFigures(run: Run, workload: string): string {
  const steps = findNodeWorkload(workload)?.steps ?? {};
  const variants = run.info.variants.filter((variant) => variant in steps);
  const others = variants.includes(BASE) ? variants.filter((variant) => variant !== BASE) : [];
  const rows = NODE_FIGURE_NAMES.map((figure) => [
    headOf(figure),
    ...variants.map((variant) => spread(figure, valuesOf(run, workload, variant, figure))),
    ...others.map((variant) => spread(figure, differences(run, workload, variant, figure))),
  ]).filter((row) => row.slice(1).some((cell) => cell !== NOTHING));
  const heads = [...variants, ...others.map((variant) => `${variant}, above ${BASE}`)];
  return markdownTable([["figure", ...heads], ...rows]);
}

function headOf(figure: NodeFigure): string {
  const { title, unit } = NODE_FIGURES[figure];
  return unit === "" ? title : `${title}, ${unit}`;
}

function spread(figure: NodeFigure, values: number[]): string {
  const found = spreadOf(values);
  return found ? formatSpread(found, (value) => formatFigure(figure, value)) : NOTHING;
}

function valuesOf(run: Run, workload: string, variant: VariantName, figure: NodeFigure): number[] {
  return [...figuresByRound(run, workload, variant, figure).values()];
}

function differences(
  run: Run,
  workload: string,
  variant: VariantName,
  figure: NodeFigure,
): number[] {
  if (NODE_FIGURES[figure].compared !== "difference") return [];
  const figures = figuresByRound(run, workload, variant, figure);
  return differencesByRound(figures, figuresByRound(run, workload, BASE, figure));
}
