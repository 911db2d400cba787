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
  let checks = 0;
  const check = () => {
    if (document !== first) run();
    else if (checks++ < MAX_REUSE_CHECKS) nativeSetTimeout(check, 0);
  };
  const stopListening = listen(
    window,
    "pagehide",
    () => {
      stopListening();
      check();
    },
    { capture: true },
  );
}

/** Runs when the document comes back from the back/forward cache. */
export function whenRestored(run: () => void): void {
  const onPageShow = (event: PageTransitionEvent) => {
    if (event.persisted) run();
  };
  listen(window, "pageshow", onPageShow, { capture: true });
}
