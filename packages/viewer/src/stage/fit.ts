import type { Size } from "./window-player.js";

/** A page is not enlarged beyond this: its pictures get coarse. */
const MAX_SCALE = 2;

/** The scale at which a page is wholly seen. @param place - where it is shown */
export function fitScale(page: Size, place: Size): number {
  if (page.width <= 0 || page.height <= 0 || place.width <= 0 || place.height <= 0) return 1;
  return Math.min(place.width / page.width, place.height / page.height, MAX_SCALE);
}
