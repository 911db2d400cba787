import type { PageResult } from "../measure/measure-pages.ts";
import { FIGURES, type Figure, isError } from "../metric/figures.ts";
import type { KnownCause } from "../metric/known-cause.ts";
import { OURS, VARIANTS } from "../variants.ts";
import { METHOD } from "./method.ts";
import { renderTable } from "./render-table.ts";

/** @returns Markdown */
export function renderReport(
  results: PageResult[],
  causes: KnownCause[],
  versions: string[],
): string {
  const ours = results.filter(({ variant }) => variant === OURS);
  const date = new Date().toISOString().slice(0, 10);
  return [
    "# Fidelity: does the replay equal the page?",
    `Measured on ${date} with ${versions.join(", ")}, by \`pnpm fidelity\`, which writes this page.`,
    "## Result",
    renderSummary(results),
    METHOD,
    "## Known causes",
    renderCauses(causes),
    "## Pages",
    "The highest figure of all moments; an empty cell is 0, and under 0.1 % of the pixels.",
    renderPages(ours),
  ]
    .join("\n\n")
    .concat("\n");
}

function renderSummary(results: PageResult[]): string {
  const rows = VARIANTS.map((variant) => {
    const pages = results.filter((result) => result.variant === variant);
    const without = (...figures: Figure[]) => pages.filter((page) => isRight(page, figures)).length;
    const counts = [
      pages.length,
      without("withoutId", "missing", "extra"),
      without("text"),
      without("rect"),
      without("style", "state", "scroll", "focus"),
      without("pixels"),
      without(...FIGURES),
    ];
    return [`${variant.name}: ${variant.about}`, ...counts];
  });
  return renderTable(
    [
      "pages without an error in",
      "of",
      "ids",
      "text",
      "rects",
      "styles and states",
      "pixels",
      "all",
    ],
    rows,
  );
}

function renderCauses(causes: KnownCause[]): string {
  const rows = causes.map(({ by, cause, differences }) => {
    const pages = Object.entries(differences).map(
      ([page, figures]) => `${page} (${figures.join(", ")})`,
    );
    return [by, cause, pages.join("; ")];
  });
  return renderTable(["by", "cause", "pages (figures)"], rows);
}

function renderPages(results: PageResult[]): string {
  const rows = results.map((result) => {
    const nodes = Math.max(0, ...result.moments.map((moment) => moment.nodes));
    const figures = FIGURES.map((figure) => cell(figure, worst(result, figure)));
    return [result.page.name, result.page.about, result.moments.length, nodes, ...figures];
  });
  return renderTable(["page", "what it is", "moments", "nodes", ...FIGURES], rows);
}

function isRight({ moments, error }: PageResult, figures: Figure[]): boolean {
  const isWrong = moments.some((moment) =>
    figures.some((figure) => isError(figure, moment.figures[figure])),
  );
  return !isWrong && !error;
}

function worst({ moments }: PageResult, figure: Figure): number {
  return Math.max(0, ...moments.map(({ figures }) => figures[figure]));
}

function cell(figure: Figure, value: number): string {
  if (!isError(figure, value)) return "";
  return figure === "pixels" ? `${value.toFixed(1)} %` : String(value);
}
