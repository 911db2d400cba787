import type { MarkerKind } from "../../../index/session-index.js";
import type { IconName } from "../../../ui/icon.js";

/** In the order in which they are offered: what one looks for first is first. */
export const MARKER_KINDS: readonly MarkerKind[] = [
  "error",
  "console",
  "navigation",
  "click",
  "input",
  "dialog",
  "gap",
  "custom",
];

/** Of several markers. */
export const KIND_WORDS: Record<MarkerKind, string> = {
  navigation: "Navigations",
  click: "Clicks",
  input: "Inputs",
  console: "Console",
  error: "Errors",
  dialog: "Dialogs",
  gap: "Gaps",
  custom: "Events",
};

/** Of one, for a screen reader. */
export const KIND_WORD: Record<MarkerKind, string> = {
  navigation: "Navigation",
  click: "Click",
  input: "Input",
  console: "Console",
  error: "Error",
  dialog: "Dialog",
  gap: "Gap",
  custom: "Event",
};

/** Each kind has an icon of its name. */
export function iconOf(kind: MarkerKind): IconName {
  return kind;
}
