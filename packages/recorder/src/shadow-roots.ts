import { afterCall } from "./disguise.js";
import { getter, SafeWeakMap, shadowRootOfOpen } from "./natives.js";

/** Closed roots, which no script can ask an element for. */
const closed = new SafeWeakMap<Element, ShadowRoot>();
const rootOfInternals = getter(ElementInternals.prototype, "shadowRoot");

/** @param onAttached - called for each root that a script attaches */
export function watchShadowRoots(onAttached: (host: Element, root: ShadowRoot) => void): void {
  afterCall(Element.prototype, "attachShadow", (host: Element, _args, root) => {
    closed.set(host, root as ShadowRoot);
    onAttached(host, root as ShadowRoot);
  });
  // The way to a closed root that the parser made.
  afterCall(HTMLElement.prototype, "attachInternals", (host: HTMLElement, _args, internals) => {
    const root = rootOfInternals(internals as ElementInternals);
    if (!root || closed.has(host)) return;
    closed.set(host, root);
    onAttached(host, root);
  });
}

export function shadowRootOf(element: Element): ShadowRoot | null {
  return shadowRootOfOpen(element) ?? closed.get(element) ?? null;
}
