import type { Run } from "../run/run.ts";
import { METHOD } from "./method.ts";
import { renderRun } from "./render-run.ts";

/** @returns the page, in Markdown */
export function renderReport(runs: Run[]): string {
  return [
    "# Performance: what does recording cost?",
    "Written by `pnpm bench`.",
    METHOD,
    ...runs.flatMap((run, index) => [
      runs.length === 1 ? "## Result" : `## Result ${index + 1}`,
      renderRun(run),
    ]),
  ]
    .join("\n\n")
    .concat("\n");
}
