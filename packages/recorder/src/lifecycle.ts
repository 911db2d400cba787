import { listen, NativeMutationObserver, nativeSetTimeout } from "./natives.js";

/** How long a window that left about:blank is looked at for its next document, in tasks. */
const MAX_REUSE_CHECKS = 1000;

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
    observer.disconnect();
    stopListening();
    run();
  };
  const observer = new NativeMutationObserver(check);
  observer.observe(observed, { childList: true, subtree: true });
  const stopListening = listen(observed, "readystatechange", check, { capture: true });
}

function hasContent(): boolean {
  if (document.body) return true;
  // SVG and other XML has no body; an HTML document without one may still get it while it is parsed.
  return (
    document.documentElement !== null &&
    (!(document instanceof HTMLDocument) || document.readyState !== "loading")
  );
}

/**
 * A popup's or a frame's first about:blank gives its window to the first document of the same
 * origin: scripts for new documents do not run again there, but listeners and timers live on.
 */
export function whenWindowIsReused(run: () => void): void {
  const first = document;
  if (first.URL !== "about:blank") return;
  let done = false;
  const check = () => {
    if (done || document === first) return done;
    done = true;
    for (const stop of stops) stop();
    run();
    return done;
  };
  const stops = [
    listen(window, "pagehide", () => checkRepeatedly(check), { capture: true }),
    listen(window, "DOMContentLoaded", check, { capture: true }),
    listen(window, "load", check, { capture: true }),
  ];
  nativeSetTimeout(check, 0);
}

/** The next document is there some tasks after `pagehide`, before its first event. */
function checkRepeatedly(check: () => boolean, checks = 0): void {
  if (check() || checks === MAX_REUSE_CHECKS) return;
  nativeSetTimeout(checkRepeatedly, 0, check, checks + 1);
}

/** Runs when the document comes back from the back/forward cache. */
export function whenRestored(run: () => void): void {
  const onPageShow = (event: PageTransitionEvent) => {
    if (event.persisted) run();
  };
  listen(window, "pageshow", onPageShow, { capture: true });
}

/**
 * Runs when a navigation begins, within the call that begins it: what is sent later than that may
 * not arrive, as the browser turns to the next document.
 */
export function whenNavigating(run: () => void): void {
  const { navigation } = window as { navigation?: EventTarget };
  if (navigation) listen(navigation, "navigate", run, { capture: true });
}
