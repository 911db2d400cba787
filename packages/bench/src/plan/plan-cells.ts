import type { Cell } from "./cell.ts";
import type { VariantName } from "./variants.ts";

/**
 * The order in which to measure: workload by workload, in rounds that have each variant once. Each
 * round begins with another variant, so that none always has the same neighbour or always comes
 * first, when the machine is cold.
 */
export function planCells(workloads: string[], variants: VariantName[], rounds: number): Cell[] {
  return workloads.flatMap((workload) =>
    Array.from({ length: rounds }, (_, index) =>
      rotate(variants, index).map((variant) => ({ workload, variant, round: index + 1 })),
    ).flat(),
  );
}

function rotate<T>(list: T[], by: number): T[] {
  const start = by % list.length;
  return [...list.slice(start), ...list.slice(0, start)];
}
