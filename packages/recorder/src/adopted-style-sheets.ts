import { disguise } from "./disguise.js";
import { defineProperty, getOwnPropertyDescriptor } from "./natives.js";

const listeners = new WeakMap<object, (sheets: CSSStyleSheet[]) => void>();
let isHooked = false;

/** Calls back after a document or a shadow root got other adopted style sheets. */
export function onAdoptedStyleSheets(
  host: object,
  listener: (sheets: CSSStyleSheet[]) => void,
): () => void {
  if (!isHooked) {
    isHooked = true;
    hook(Document.prototype);
    hook(ShadowRoot.prototype);
  }
  listeners.set(host, listener);
  return () => listeners.delete(host);
}

function hook(prototype: object): void {
  const descriptor = getOwnPropertyDescriptor(prototype, "adoptedStyleSheets");
  const set = descriptor?.set;
  if (!set) return;
  defineProperty(prototype, "adoptedStyleSheets", {
    ...descriptor,
    set: disguise(set, function (this: object, sheets) {
      Reflect.apply(set, this, [sheets]);
      listeners.get(this)?.(sheets as CSSStyleSheet[]);
    }),
  });
}
