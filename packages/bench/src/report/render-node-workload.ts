import { markdownTable } from "markdown-table";
import { baseOf } from "../node/index.ts";
import { STEP_FIGURE_NAMES, STEP_FIGURES, type StepFigure } from "../node/step-figures.ts";
import type { VariantName } from "../plan/variants.ts";
import { variantsOf } from "../plan/variants-of.ts";
import type { Run } from "../run/run.ts";
import { differencesByRound, ratiosByRound } from "../statistics/by-round.ts";
import { spreadOf } from "../statistics/spread.ts";
import { formatFigure, formatSpread } from "./format-figure.ts";
import { renderNotes } from "./render-notes.ts";
import { figuresByRound } from "./select-figures.ts";

/** For a figure that is not one of a variant, or that could not be measured. */
const NOTHING = "-";

interface Column {
  head: string;
  cell(figure: StepFigure): string;
}

/** The table of one workload that measures itself, in Markdown. */
export function renderNodeWorkload(run: Run, workload: string): string {
  return [
    "Figures: median [quartiles] of the rounds.",
    renderFigures(run, workload),
    ...renderNotes(run, workload),
  ].join("\n\n");
}

function renderFigures(run: Run, workload: string): string {
  const columns = columnsOf(run, workload);
  const rows = STEP_FIGURE_NAMES.map((figure) => [
    headOf(figure),
    ...columns.map(({ cell }) => cell(figure)),
  ]).filter((row) => row.slice(1).some((cell) => cell !== NOTHING));
  return markdownTable([["figure", ...columns.map(({ head }) => head)], ...rows]);
}

/** A comparison that no figure has is no column. */
function columnsOf(run: Run, workload: string): Column[] {
  const base = baseOf(workload);
  const variants = variantsOf(workload, run.info.variants);
  const others = variants.includes(base) ? variants.filter((variant) => variant !== base) : [];
  const comparisons = [
    ...others.map((variant) => differenceColumn(run, workload, variant)),
    ...others.map((variant) => ratioColumn(run, workload, variant)),
  ];
  return [
    ...variants.map((variant) => figureColumn(run, workload, variant)),
    ...comparisons.filter(({ cell }) => STEP_FIGURE_NAMES.some((one) => cell(one) !== NOTHING)),
  ];
}

function figureColumn(run: Run, workload: string, variant: VariantName): Column {
  return {
    head: variant,
    cell(figure) {
      const values = [...figuresByRound(run, workload, variant, figure).values()];
      return spread(values, (value) => formatFigure(figure, value));
    },
  };
}

function differenceColumn(run: Run, workload: string, variant: VariantName): Column {
  const base = baseOf(workload);
  return {
    head: `${variant}, above ${base}`,
    cell(figure) {
      if (STEP_FIGURES[figure].compared !== "difference") return NOTHING;
      const figures = figuresByRound(run, workload, variant, figure);
      const differences = differencesByRound(figures, figuresByRound(run, workload, base, figure));
      return spread(differences, (value) => formatFigure(figure, value));
    },
  };
}

function ratioColumn(run: Run, workload: string, variant: VariantName): Column {
  const base = baseOf(workload);
  return {
    head: `${variant}, x ${base}`,
    cell(figure) {
      if (STEP_FIGURES[figure].compared !== "ratio") return NOTHING;
      const figures = figuresByRound(run, workload, variant, figure);
      const ratios = ratiosByRound(figures, figuresByRound(run, workload, base, figure));
      return spread(ratios, (value) => value.toFixed(2));
    },
  };
}

function headOf(figure: StepFigure): string {
  const { title, unit } = STEP_FIGURES[figure];
  return unit === "" ? title : `${title}, ${unit}`;
}

function spread(values: number[], format: (value: number) => string): string {
  const found = spreadOf(values);
  return found ? formatSpread(found, format) : NOTHING;
}
