import { getter, matches } from "./natives.js";
import { shadowRootOf } from "./shadow-roots.js";

const activeElement = getter(Document.prototype, "activeElement");
const activeInShadow = getter(ShadowRoot.prototype, "activeElement");

/** The element that has the focus, in whatever shadow tree; null where that is in another frame. */
export function focusedElement(document: Document): Element | null {
  let found = activeElement(document);
  for (let next = found; next; ) {
    found = next;
    const root = shadowRootOf(next);
    next = root ? activeInShadow(root) : null;
  }
  return found && matches(found, ":focus") ? found : null;
}

/**
 * A custom event that tells that no ring is shown around an element that has the focus, as after a
 * click: a replay gives the focus by a script, and the browser would show one.
 */
export function hiddenRingEvent(element: Element, id: number): string | undefined {
  if (matches(element, ":focus-visible")) return undefined;
  return `{"tag":"pagereel.focus-ring-hidden","payload":{"id":${id}}}`;
}
