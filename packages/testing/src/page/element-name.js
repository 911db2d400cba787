import { rulesOf, sheetOf } from "./style-rules.js";
import { absolute, quote } from "./walk.js";

/** Not in a replay, or there with another value, or said by the element's name already. */
const LEFT_OUT = /^(_?on.*|xmlns(:.*)?|rr_.*|data-rr.*|rrweb-.*|nonce|integrity|csp-content)$/;
const LEFT_OUT_OF = {
  iframe: ["src", "srcdoc", "sandbox"],
  input: ["value", "checked", "autocomplete"],
  textarea: ["value", "autocomplete"],
  select: ["value"],
  option: ["selected"],
  style: ["rel", "href", "type", "crossorigin"],
  meta: ["content"],
};
const ADDRESSES = ["href", "src", "xlink:href", "background", "data"];
/** The replayer shows hovering and its own state in classes. */
const REPLAYER_CLASSES = [":hover", ":active", "rrweb-paused"];

/**
 * A replay has noscript for script, and style for a link whose sheet was recorded.
 *
 * @param {Element} element
 */
export function commonName(element) {
  const name = element.localName;
  if (name === "noscript") return "script";
  return name === "link" && rulesOf(sheetOf(element)) ? "style" : name;
}

/**
 * @param {Element} element
 * @param {string} name
 * @returns {string[]}
 */
export function attributesOf(element, name) {
  const leftOut = LEFT_OUT_OF[/** @type {keyof typeof LEFT_OUT_OF} */ (name)] ?? [];
  return [...element.attributes]
    .filter((attribute) => !LEFT_OUT.test(attribute.name) && !leftOut.includes(attribute.name))
    .map((attribute) => ({ name: attribute.name, value: attributeValue(element, attribute) }))
    .filter(({ name, value }) => !(value === "" && (name === "class" || name === "style")))
    .map(({ name, value }) => `${name}=${quote(value)}`)
    .sort();
}

/**
 * @param {Element} element
 * @param {Attr} attribute
 * @returns {string}
 */
function attributeValue(element, { name, value }) {
  if (name === "class") {
    const kept = value.split(/\s+/).filter((word) => !REPLAYER_CLASSES.includes(word));
    return kept.join(" ").trim();
  }
  if (name === "style") {
    const { style } = /** @type {HTMLElement} */ (element);
    return [...style]
      .map((key) => `${key}: ${style.getPropertyValue(key)}`)
      .sort()
      .join("; ");
  }
  return ADDRESSES.includes(name) ? absolute(value, element) : value;
}
