/** The middle of some figures, and where the middle half of them lies. */
export interface Spread {
  median: number;
  lowerQuartile: number;
  upperQuartile: number;
  /** How many figures there are. */
  count: number;
}

/** @returns undefined where there are no figures */
export function spreadOf(figures: number[]): Spread | undefined {
  if (figures.length === 0) return undefined;
  const sorted = figures.toSorted((one, other) => one - other);
  return {
    median: quantile(sorted, 0.5),
    lowerQuartile: quantile(sorted, 0.25),
    upperQuartile: quantile(sorted, 0.75),
    count: sorted.length,
  };
}

/**
 * Between two figures, by how near it is to each: what R, NumPy and spreadsheets do by default.
 *
 * @param sorted - ascending; one figure at least
 * @param share - of the figures that are below: 0.5 for the median
 */
export function quantile(sorted: number[], share: number): number {
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)] as number;
  const above = sorted[Math.ceil(position)] as number;
  return below + (above - below) * (position - Math.floor(position));
}
