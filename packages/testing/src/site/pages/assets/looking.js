// Before anything else of the page: what a recorder might leave, now and later.
const atStart = describeWindow();
const messages = [];
const errors = [];
const added = [];
addEventListener("message", ({ data }) => messages.push(String(data)), true);
addEventListener("error", ({ message }) => errors.push(message), true);
addEventListener("unhandledrejection", ({ reason }) => errors.push(String(reason)), true);
addEventListener("securitypolicyviolation", ({ blockedURI }) => errors.push(blockedURI), true);
new MutationObserver((records) => {
  for (const { addedNodes } of records) added.push(...[...addedNodes].map((node) => node.nodeName));
}).observe(document, { childList: true, subtree: true });

/** All that this window saw. */
function look() {
  return {
    atStart,
    later: describeWindow(),
    messages,
    errors,
    added,
    attributes: document.documentElement.outerHTML,
    resources: performance
      .getEntriesByType("resource")
      .map(({ name }) => name)
      .sort(),
  };
}

/** What a page can tell of functions that recorders hook. */
function lookAtNatives() {
  return [
    Element.prototype.attachShadow,
    CSSStyleSheet.prototype.insertRule,
    Node.prototype.appendChild,
    window.fetch,
    history.pushState,
    EventTarget.prototype.addEventListener,
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set,
  ].map((native) => [native.name, native.length, /\[native code\]/.test(String(native))]);
}

function describeWindow() {
  return {
    names: Object.getOwnPropertyNames(window).sort(),
    symbols: Object.getOwnPropertySymbols(window).map(String),
    documentNames: Object.getOwnPropertyNames(document).sort(),
    frames: window.length,
  };
}
