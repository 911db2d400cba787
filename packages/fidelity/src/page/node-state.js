/** States that a page can style by, and that no attribute tells. */
const PSEUDO_CLASSES = [
  ...[":checked", ":indeterminate", ":disabled", ":placeholder-shown", ":invalid"],
  ...[":defined", ":popover-open", ":modal", ":open", ":fullscreen", ":focus"],
];

/**
 * What an element is and holds that is in no style: namespace, value, choice, pseudo-classes.
 *
 * @param {Element} element
 * @param {string[]} pseudoClasses - more of them, such as `:state(ready)`
 * @returns {Record<string, string | boolean>}
 */
export function elementState(element, pseudoClasses) {
  /** @type {Record<string, string | boolean>} */
  const state = {};
  if (element.namespaceURI !== "http://www.w3.org/1999/xhtml") {
    state.namespace = element.namespaceURI ?? "";
  }
  const control = /** @type {HTMLInputElement} */ (element);
  if (hasValue(element)) {
    state.value =
      control.type === "password" ? "*".repeat(control.value.length) : String(control.value);
  }
  if (element.localName === "option") {
    state.selected = /** @type {HTMLOptionElement} */ (element).selected;
  }
  for (const name of [...PSEUDO_CLASSES, ...pseudoClasses]) {
    if (matches(element, name)) state[name] = true;
  }
  return state;
}

/** @param {Element} element */
function hasValue(element) {
  if (element.classList.contains("rr-ignore")) return false;
  return ["input", "textarea", "select"].includes(element.localName);
}

/**
 * @param {Element} element
 * @param {string} selector
 */
function matches(element, selector) {
  try {
    return element.matches(selector);
  } catch {
    // This browser does not know it, and so no page here shows it.
    return false;
  }
}
