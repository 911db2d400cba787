import { CDP_FIGURES, type CdpFigure } from "../cdp-proxy/figures.ts";
import type { FigureInfo } from "../cell/figure-info.ts";
import { VIEWER_FIGURES, type ViewerFigure } from "../viewer/figures.ts";
import { NODE_FIGURES, type NodeFigure } from "./figures.ts";

export type StepFigure = NodeFigure | CdpFigure | ViewerFigure;

/** What steps measure and tell themselves; in the order of the report. */
export const STEP_FIGURES: Record<StepFigure, FigureInfo> = {
  ...NODE_FIGURES,
  ...CDP_FIGURES,
  ...VIEWER_FIGURES,
};

export const STEP_FIGURE_NAMES = Object.keys(STEP_FIGURES) as StepFigure[];

export type StepFigures = Partial<Record<StepFigure, number>>;
