/** What is counted at a moment; each in nodes but the last. */
export const FIGURES = [
  /** Nodes of the live page that have no id. */
  "withoutId",
  /** Ids of the live page that the replay does not have. */
  "missing",
  /** Ids that only the replay has. */
  "extra",
  "text",
  "rect",
  "style",
  /** Value, choice, namespace, pseudo-classes. */
  "state",
  "scroll",
  /** Which element has the focus, and whether it has a ring. */
  "focus",
  /** Percent of the screenshot's pixels. */
  "pixels",
] as const;

export type Figure = (typeof FIGURES)[number];

/** What differs at one moment. */
export interface Comparison {
  /** Nodes that were compared. */
  nodes: number;
  figures: Record<Figure, number>;
  /** Some of the differences, in words. */
  examples: Partial<Record<Figure, string[]>>;
}

/** Percent: below it, pixels are how glyphs and curves are smoothed. */
export const MAX_PIXELS_PERCENT = 0.1;

/** Whether a figure is too high. */
export function isError(figure: Figure, value: number): boolean {
  return figure === "pixels" ? value > MAX_PIXELS_PERCENT : value > 0;
}
