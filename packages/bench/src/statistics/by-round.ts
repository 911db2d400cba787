/** Figures of one variant by the number of the round in which they were measured. */
export type ByRound = ReadonlyMap<number, number>;

/**
 * Each figure as a multiple of the base's in the same round. Rounds that one of both lacks, and
 * those in which the base is 0, have none.
 */
export function ratiosByRound(figures: ByRound, base: ByRound): number[] {
  return pairs(figures, base)
    .filter((pair) => pair.base !== 0)
    .map((pair) => pair.figure / pair.base);
}

/** What each figure is above the base's in the same round. */
export function differencesByRound(figures: ByRound, base: ByRound): number[] {
  return pairs(figures, base).map((pair) => pair.figure - pair.base);
}

function pairs(figures: ByRound, base: ByRound): { figure: number; base: number }[] {
  return [...figures].flatMap(([round, figure]) => {
    const ofBase = base.get(round);
    return ofBase === undefined ? [] : [{ figure, base: ofBase }];
  });
}
