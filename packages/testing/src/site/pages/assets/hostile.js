// Before anything else: what a recorder might lean on is broken or lies.
JSON.stringify = () => "broken";
JSON.parse = () => "broken";
Object.defineProperty(Array.prototype, "toJSON", { value: () => "broken" });
Object.defineProperty(Object.prototype, "toJSON", { value: () => "broken" });
window.setTimeout = () => 0;
window.queueMicrotask = () => {};
window.requestAnimationFrame = () => 0;
window.MutationObserver = class {
  observe() {}
  disconnect() {}
  takeRecords() {
    return [];
  }
};
Date.now = () => 0;
performance.now = () => 0;
window.Promise = class {
  // biome-ignore lint/suspicious/noThenProperty: it has to pass for a promise
  then() {
    return this;
  }
};
