/** Defines an element in the replay's window, as the page did: `:defined` matches from then on. */
export function defineElement(window: Window | null, name: string): void {
  const scope = window as (Window & typeof globalThis) | null;
  if (!scope || scope.customElements.get(name)) return;
  try {
    scope.customElements.define(name, class extends scope.HTMLElement {});
  } catch {
    // A name that this browser does not take.
  }
}
