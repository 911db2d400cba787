import { markdownTable } from "markdown-table";
import type { Figure } from "../cell/figures.ts";
import type { VariantName } from "../plan/variants.ts";
import type { Run } from "../run/run.ts";
import { ratiosByRound } from "../statistics/by-round.ts";
import { spreadOf } from "../statistics/spread.ts";
import { WORKLOADS } from "../workloads/index.ts";
import { compare } from "./render-workload.ts";
import { figuresByRound } from "./select-figures.ts";

const OURS: VariantName = "pagereel";

/** Heads of columns with what they show of ours. */
const COMPARED: [head: string, figure: Figure][] = [
  ["main thread, x", "mainThreadMs"],
  ["browser, x", "browserMs"],
  ["Node, x", "nodeMs"],
  ["wall, x", "wallMs"],
  ["newPage, + ms", "newPageMs"],
  ["close, + ms", "closeMs"],
];

/** Those with which a recording of the same is compared by its size. */
const SIZED: VariantName[] = ["tracing", "rrweb"];

/** Ours in all workloads of a run that have a browser, in Markdown; undefined where none has. */
export function renderSummary(run: Run): string | undefined {
  const workloads = WORKLOADS.map(({ name }) => name).filter((name) =>
    run.results.some(({ cell }) => cell.workload === name),
  );
  if (workloads.length === 0) return undefined;
  const rows = workloads.map((workload) => [
    workload,
    ...COMPARED.map(([, figure]) => compare(run, workload, OURS, figure)),
    ...SIZED.map((variant) => sizeBeside(run, workload, variant)),
  ]);
  const heads = [...COMPARED.map(([head]) => head), ...SIZED.map((name) => `stored, of ${name}`)];
  return markdownTable([["workload", ...heads], ...rows]);
}

/** The median of what share of another recording's size ours has, in the same round. */
function sizeBeside(run: Run, workload: string, variant: VariantName): string {
  const ours = figuresByRound(run, workload, OURS, "storedBytes");
  const other = figuresByRound(run, workload, variant, "storedBytes");
  const spread = spreadOf(ratiosByRound(ours, other));
  return spread === undefined ? "not measured" : spread.median.toFixed(4);
}
