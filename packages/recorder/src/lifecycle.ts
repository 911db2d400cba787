import type { Listeners } from "./listeners.js";
import {
  getter,
  listen,
  NativeMutationObserver,
  nativeSetTimeout,
  observeMutations,
  stopObserving,
  unlisten,
} from "./natives.js";

const HTMLDoc = HTMLDocument;
const addressOf = getter(Document.prototype, "URL");
const originOf = getter(window, "origin");
/** How often a first document is looked at before it is taken for one that stays, in tasks. */
const FAST_CHECKS = 1000;
const SLOW_CHECK_MS = 100;
/** The first events of a document, for one that goes before the next look. */
const PARSED = ["readystatechange", "DOMContentLoaded", "load"];
const CHILDREN = { __proto__: null, childList: true, subtree: true } as MutationObserverInit;

/** Runs once there is something to see: at the first body, not at the end of parsing. */
export function whenBodyExists(run: () => void): void {
  if (hasContent()) {
    run();
    return;
  }
  const observed = document;
  let done = false;
  const check = () => {
    if (done || !hasContent()) return;
    done = true;
    stopObserving(observer);
    unlisten(observed, "readystatechange", check);
    run();
  };
  const observer = new NativeMutationObserver(check);
  observeMutations(observer, observed, CHILDREN);
  listen(observed, "readystatechange", check);
}

function hasContent(): boolean {
  if (document.body) return true;
  // SVG and other XML has no body; an HTML document without one may still get it while it is parsed.
  return (
    document.documentElement !== null &&
    (!(document instanceof HTMLDoc) || document.readyState !== "loading")
  );
}

/**
 * A popup's or a frame's first about:blank gives its window to the first document of the same
 * origin: scripts for new documents do not run again there, but timers live on. That it went is not
 * listened for: Chromium holds up the closing of a context for listeners of `pagehide`.
 */
export function whenWindowIsReused(run: () => void): void {
  const first = document;
  // A page of the automation's own has no origin that the next one could share.
  if (addressOf(first) !== "about:blank" || originOf(window) === "null") return;
  let checks = 0;
  let done = false;
  const check = () => {
    if (done || document === first) return;
    done = true;
    for (let i = 0; i < PARSED.length; i++) unlisten(window, PARSED[i] as string, check);
    run();
  };
  const checkLater = () => {
    check();
    if (!done) nativeSetTimeout(checkLater, checks++ < FAST_CHECKS ? 0 : SLOW_CHECK_MS);
  };
  for (let i = 0; i < PARSED.length; i++) listen(window, PARSED[i] as string, check);
  nativeSetTimeout(checkLater, 0);
}

/** Runs when the document comes back from the back/forward cache. */
export function whenRestored(listeners: Listeners, run: () => void): void {
  listeners.add(window, "pageshow", (event: PageTransitionEvent) => {
    if (event.persisted) run();
  });
}

/**
 * Runs when a navigation begins, within the call that begins it: what is sent later than that may
 * not arrive, as the browser turns to the next document.
 */
export function whenNavigating(listeners: Listeners, run: () => void): void {
  const { navigation } = window as { navigation?: EventTarget };
  if (navigation) listeners.add(navigation, "navigate", run);
}
