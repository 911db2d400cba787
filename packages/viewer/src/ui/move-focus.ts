import type { TargetedKeyboardEvent } from "preact";
import { nextPosition } from "./next-position.js";

/** Moves the focus among the buttons of a group by arrows, Home and End, and takes the key. */
export function moveFocus(
  event: TargetedKeyboardEvent<HTMLElement>,
  axis: "horizontal" | "vertical",
): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>("button:not(:disabled)")];
  const focused = items.indexOf(document.activeElement as HTMLElement);
  const next = nextPosition(event.key, focused, items.length, axis);
  if (next === undefined) return;
  event.preventDefault();
  items[next]?.focus();
}
