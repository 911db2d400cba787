import { BLUR, type Emit, FOCUS, MOUSE_INTERACTION } from "./event-parts.js";
import { ELEMENT, eventType, getter, matches, nodeType, SafeWeakSet } from "./natives.js";
import { targetOf } from "./pointer.js";
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

/**
 * Records where the focus goes.
 *
 * @param on - listens in the document and in its shadow trees
 * @param onFocused - called for an element that has got it
 */
export function recordFocus(
  on: (type: string, listener: (event: Event) => void) => void,
  idOf: (node: Node | null) => number,
  emit: Emit,
  onFocused: (element: Element, id: number) => void,
): void {
  // Where it stays within a shadow tree only that hears of it; else the document does as well.
  const heard = new SafeWeakSet<Event>();
  const listener = (event: Event) => {
    const target = targetOf(event);
    const id = idOf(target);
    if (id === -1 || heard.has(event)) return;
    heard.add(event);
    const isFocus = eventType(event) === "focus";
    emit(MOUSE_INTERACTION, `"type":${isFocus ? FOCUS : BLUR},"id":${id}`);
    if (isFocus && nodeType(target as Node) === ELEMENT) onFocused(target as Element, id);
  };
  on("focus", listener);
  on("blur", listener);
}
