import type { PageResult } from "../measure/measure-pages.ts";
import { FIGURES, isError } from "../metric/figures.ts";
import type { Verdict } from "../metric/verdict.ts";

/**
 * Tells how a page did.
 *
 * @param inDetail - true tells every moment, with examples
 */
export function printResult(result: PageResult, verdict: Verdict, inDetail: boolean): void {
  const { failures, explained } = verdict;
  const state = failures.length > 0 ? "FAILED" : "ok    ";
  const known = explained.length > 0 ? `  (known: ${explained.join(", ")})` : "";
  console.log(`${state} ${result.page.name}${known}`);
  if (inDetail) printMoments(result);
  for (const failure of failures) console.log(`    ${failure}`);
}

function printMoments({ moments, warnings }: PageResult): void {
  for (const { moment, nodes, figures, examples } of moments) {
    const wrong = FIGURES.filter((figure) => isError(figure, figures[figure]));
    const values = wrong.map((figure) => `${figure} ${Number(figures[figure].toFixed(2))}`);
    console.log(`    at "${moment}", ${nodes} nodes: ${values.join(", ") || "the same"}`);
    for (const figure of wrong) {
      for (const example of examples[figure] ?? []) console.log(`        ${figure} ${example}`);
    }
  }
  for (const warning of new Set(warnings)) console.log(`    the replay said: ${warning}`);
}
