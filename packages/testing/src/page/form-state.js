import { quote, write } from "./walk.js";

/** @typedef {import("../dom/dom-line.js").SerializeOptions} SerializeOptions */
/** @typedef {import("./walk.js").Walk} Walk */

const TAKES_ANY_TEXT = ["text", "password", "search", "tel", "url", "email", "hidden", "textarea"];

/**
 * What an element shows that is in no attribute.
 *
 * @param {Element} element
 * @param {number} depth
 * @param {Walk} walk
 */
export function writeState(element, depth, walk) {
  const { options } = walk;
  const control = /** @type {HTMLInputElement} */ (element);
  const name = element.localName;
  if (name === "textarea" || (name === "input" && !hasOnlyChecked(control))) {
    writeValue(control, depth, walk);
  }
  if (name === "input" && control.checked) write("checked", depth, walk);
  if (name === "option" && isShownSelected(/** @type {HTMLOptionElement} */ (element), options)) {
    write("selected", depth, walk);
  }
  const { scrollLeft, scrollTop } = element;
  if (options.scroll && (scrollLeft || scrollTop)) {
    write(`scroll ${Math.round(scrollLeft)},${Math.round(scrollTop)}`, depth, walk);
  }
}

/**
 * @param {HTMLInputElement} control
 * @param {number} depth
 * @param {Walk} walk
 */
function writeValue(control, depth, { lines, options }) {
  const masked = isMasked(control, options);
  // A field that takes numbers or dates only cannot show asterisks.
  if (masked && !TAKES_ANY_TEXT.includes(control.type)) return;
  const { value } = control;
  const text = masked && !options.replayed ? "*".repeat(value.length) : value;
  lines.push({ depth, text: `value ${quote(text)}` });
}

/** @param {HTMLInputElement} input */
function hasOnlyChecked(input) {
  return input.type === "checkbox" || input.type === "radio";
}

/**
 * @param {HTMLOptionElement} option
 * @param {SerializeOptions} options
 */
function isShownSelected(option, options) {
  const select = option.closest("select");
  return option.selected && !(select && isMasked(select, options));
}

/**
 * @param {Element} control
 * @param {SerializeOptions} options
 */
function isMasked(control, { masking }) {
  if (!masking || ["submit", "button", "reset"].includes(/** @type {any} */ (control).type)) {
    return false;
  }
  if (/** @type {any} */ (control).type === "password") return true;
  if (masking.unmaskSelector && control.matches(masking.unmaskSelector)) return false;
  return masking.maskAllInputs !== false;
}
