import { onAdoptedStyleSheets } from "./adopted-style-sheets.js";
import { disguise, replaceMethod } from "./disguise.js";
import { DrainableObserver } from "./drainable-observer.js";
import { listen, pristinePrototypes } from "./natives.js";

/**
 * What the patched rrweb calls (see build/rrweb-patches.mjs). A module's state is a document's
 * state: every document loads the recorder anew.
 */
export const hooks = {
  /** rrweb's ids of this document begin above it. */
  idBase: 0,
  lastNodeId: 0,
  onIframe: (_element: HTMLIFrameElement): void => undefined,

  nextNodeId(): number {
    return hooks.idBase + ++hooks.lastNodeId;
  },

  firstStyleId(): number {
    return hooks.idBase + 1;
  },

  pristine(name: string): object | undefined {
    // Of this one rrweb wants the constructor only.
    if (name === "MutationObserver") return { constructor: DrainableObserver };
    return pristinePrototypes[name];
  },

  onAdoptedStyleSheets,
  disguise,
  replaceMethod,

  on(type: string, listener: () => void, target: EventTarget = document): () => void {
    return listen(target, type, listener, { capture: true, passive: true });
  },
};
