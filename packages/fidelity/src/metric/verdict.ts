import type { PageResult } from "../measure/measure-pages.ts";
import { FIGURES, type Figure, isError } from "./figures.ts";
import type { KnownCause } from "./known-cause.ts";

/** What a page's figures come to. */
export interface Verdict {
  /** Differences that no known cause explains. */
  failures: string[];
  /** The figures that known causes explain. */
  explained: Figure[];
}

/**
 * Holds a page's figures against the known causes.
 *
 * @returns also as a failure: a known difference that is no longer there, so that the list stays true
 */
export function judge(result: PageResult, causes: KnownCause[]): Verdict {
  const known = new Map<string, boolean>();
  for (const { differences } of causes) {
    for (const entry of differences[result.page.name] ?? []) {
      const sometimes = entry.endsWith("?");
      known.set(sometimes ? entry.slice(0, -1) : entry, sometimes);
    }
  }
  const wrong = FIGURES.filter((figure) => highest(result, figure) !== undefined);
  const stale = [...known].filter(
    ([figure, sometimes]) => !sometimes && !wrong.includes(figure as Figure),
  );
  const failures = wrong.filter((figure) => !known.has(figure)).map((name) => tell(result, name));
  if (result.error) failures.unshift(`could not be measured: ${result.error.message}`);
  for (const [figure] of stale) {
    failures.push(`${figure}: is right now; take it out of the known causes`);
  }
  return { failures, explained: wrong.filter((figure) => known.has(figure)) };
}

/** The moment at which a figure is highest, where it is an error. */
function highest(result: PageResult, figure: Figure) {
  const wrong = result.moments.filter(({ figures }) => isError(figure, figures[figure]));
  return wrong.toSorted((one, other) => other.figures[figure] - one.figures[figure])[0];
}

function tell(result: PageResult, figure: Figure): string {
  const worst = highest(result, figure);
  if (!worst) return figure;
  const examples = (worst.examples[figure] ?? []).slice(0, 3);
  const value = worst.figures[figure];
  const shown = figure === "pixels" ? `${value.toFixed(2)} %` : value;
  return [`${figure}: ${shown} at "${worst.moment}"`, ...examples].join("\n      ");
}
