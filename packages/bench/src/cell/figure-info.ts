/** How a figure of a variant is compared with that of no recording in the same round. */
export type Comparison = "ratio" | "difference" | "none";

export interface FigureInfo {
  /** For the head of a column. */
  title: string;
  unit: string;
  /** How many of the measured unit (ms, bytes, us) the shown unit has. */
  scale: number;
  /** Digits after the point. */
  digits: number;
  compared: Comparison;
  about: string;
}
