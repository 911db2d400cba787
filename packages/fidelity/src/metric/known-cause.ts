import type { Figure } from "./figures.ts";

/** A figure with a question mark differs on some runs only. */
export type KnownFigure = Figure | `${Figure}?`;

/** Why some pages differ. */
export interface KnownCause {
  /** Which part would have to change. */
  by: "recorder" | "replayer" | "metric" | "page";
  cause: string;
  /** The figures that differ, by page. */
  differences: Record<string, KnownFigure[]>;
}
