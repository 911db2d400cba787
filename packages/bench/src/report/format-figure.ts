import { ALL_FIGURES } from "../cell/figures.ts";
import type { Spread } from "../statistics/spread.ts";

/** @returns digits, in the figure's unit */
export function formatFigure(figure: keyof typeof ALL_FIGURES, value: number): string {
  const { scale, digits } = ALL_FIGURES[figure];
  return (value / scale).toFixed(digits);
}

/** @returns the median with the quartiles: `1.50 [1.40 to 1.60]` */
export function formatSpread(spread: Spread, format: (value: number) => string): string {
  const { median, lowerQuartile, upperQuartile } = spread;
  return `${format(median)} [${format(lowerQuartile)} to ${format(upperQuartile)}]`;
}
