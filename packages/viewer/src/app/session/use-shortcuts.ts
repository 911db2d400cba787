import { useLayoutEffect } from "preact/hooks";
import { findShortcut, keyOf, type ShortcutContext } from "./shortcuts.js";

/** Listens for the shortcuts, as long as the view is there. */
export function useShortcuts(context: ShortcutContext | undefined): void {
  useLayoutEffect(() => {
    if (!context) return;
    const press = (event: KeyboardEvent) => {
      // A list, a menu or a slider has taken the key.
      if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
      const shortcut = findShortcut(event, focusKind(event));
      if (!shortcut) return;
      if (event.key !== "Escape") event.preventDefault();
      shortcut.run(context, keyOf(event));
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [context]);
}

function focusKind(event: KeyboardEvent): "field" | "button" | "other" {
  const [target] = event.composedPath();
  if (!(target instanceof Element)) return "other";
  if (target.closest("input, textarea, select, [contenteditable]")) return "field";
  return target.closest("button, a, summary") ? "button" : "other";
}
