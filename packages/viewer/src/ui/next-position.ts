const STEPS = {
  horizontal: { ArrowLeft: -1, ArrowRight: 1 },
  vertical: { ArrowUp: -1, ArrowDown: 1, PageUp: -10, PageDown: 10 },
} as const;

/**
 * Where a key leads in a list.
 *
 * @param position - of what is chosen or focused; -1: nothing is
 * @returns undefined where the key is none of a list, or the list is empty
 */
export function nextPosition(
  key: string,
  position: number,
  count: number,
  axis: keyof typeof STEPS,
): number | undefined {
  if (count === 0) return undefined;
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  const step = (STEPS[axis] as Record<string, number>)[key];
  if (step === undefined) return undefined;
  return Math.min(Math.max(position + step, 0), count - 1);
}
