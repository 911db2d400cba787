/**
 * Runs in a page: turns a document into lines of text that a live page and its replay have in
 * common. What a replay has to change (scripts, handlers, addresses made absolute) is left out or
 * brought to one form; everything else must be the same.
 */

import { attributesOf, commonName } from "./element-name.js";
import { writeState } from "./form-state.js";
import { isReplayersSheet, sheetOf, writeRules, writeSheets } from "./style-rules.js";
import { isElement, quote, write } from "./walk.js";

/** @typedef {import("../dom/dom-line.js").DomLine} DomLine */
/** @typedef {import("../dom/dom-line.js").SerializeOptions} SerializeOptions */
/** @typedef {import("./walk.js").Walk} Walk */

/**
 * @param {Document} document
 * @param {SerializeOptions} options
 * @returns {DomLine[]}
 */
export function serializeDom(document, options) {
  /** @type {DomLine[]} */
  const lines = [];
  const walk = { lines, frames: 0, options };
  writeSheets(document.adoptedStyleSheets, document, 0, walk);
  writeChildren(document, 0, walk);
  return lines;
}

/**
 * The iframes of a document in the order of the lines that `serializeDom` marks with `frame`.
 *
 * @param {Document} document
 * @param {SerializeOptions} options
 * @returns {HTMLIFrameElement[]}
 */
export function listIframes(document, options) {
  /** @type {HTMLIFrameElement[]} */
  const iframes = [];
  collectIframes(document, options, iframes);
  return iframes;
}

/**
 * @param {Node} node
 * @param {SerializeOptions} options
 * @param {HTMLIFrameElement[]} iframes
 */
function collectIframes(node, options, iframes) {
  for (const child of node.childNodes) {
    if (!isElement(child) || isBlocked(child, options)) continue;
    if (child.localName === "iframe") iframes.push(/** @type {HTMLIFrameElement} */ (child));
    if (child.shadowRoot) collectIframes(child.shadowRoot, options, iframes);
    collectIframes(child, options, iframes);
  }
}

/**
 * @param {Node} parent
 * @param {number} depth
 * @param {Walk} walk
 */
function writeChildren(parent, depth, walk) {
  let text = "";
  for (const child of parent.childNodes) {
    // A CDATA section, which is 4, shows text like any other.
    if (child.nodeType === 3 || child.nodeType === 4) {
      text += shownText(child, walk.options);
      continue;
    }
    writeText(text, depth, walk);
    text = "";
    if (isElement(child)) writeElement(child, depth, walk);
    else if (child.nodeType === 8) write(`<!--${child.nodeValue}-->`, depth, walk);
    else if (child.nodeType === 10) writeDoctype(/** @type {any} */ (child), depth, walk);
  }
  writeText(text, depth, walk);
}

/**
 * @param {string} text
 * @param {number} depth
 * @param {Walk} walk
 */
function writeText(text, depth, walk) {
  if (text !== "") write(quote(text), depth, walk);
}

/**
 * @param {DocumentType} doctype
 * @param {number} depth
 * @param {Walk} walk
 */
function writeDoctype({ name, publicId, systemId }, depth, walk) {
  // The replayer gives it to a document that had none, for the same quirks.
  if (publicId.endsWith("Transitional//EN") && systemId === "") return;
  write(`<!DOCTYPE ${[name, publicId, systemId].join(" ").trim()}>`, depth, walk);
}

/**
 * @param {Element} element
 * @param {number} depth
 * @param {Walk} walk
 */
function writeElement(element, depth, walk) {
  if (walk.options.replayed && isReplayersSheet(element)) return;
  const name = commonName(element);
  if (name === "script") return write("<script>", depth, walk);
  if (isBlocked(element, walk.options)) {
    return write(`<${name} class=${quote(element.className)}> blocked`, depth, walk);
  }
  write(`<${[name, ...attributesOf(element, name)].join(" ")}>`, depth, walk);
  writeState(element, depth + 1, walk);
  if (name === "iframe") return writeFrame(element, depth + 1, walk);
  if (element.shadowRoot) writeShadowRoot(element.shadowRoot, depth + 1, walk);
  if (name === "style") return writeRules(sheetOf(element), element, depth + 1, walk);
  if (name !== "textarea") writeChildren(element, depth + 1, walk);
}

/**
 * @param {Element} iframe
 * @param {number} depth
 * @param {Walk} walk
 */
function writeFrame(iframe, depth, walk) {
  walk.lines.push({ depth, text: "#document", frame: walk.frames++ });
  if (!walk.options.replayed) return;
  const inner = /** @type {HTMLIFrameElement} */ (iframe).contentDocument;
  if (!inner) return write("unreachable", depth, walk);
  writeSheets(inner.adoptedStyleSheets, inner, depth + 1, walk);
  writeChildren(inner, depth + 1, walk);
}

/**
 * @param {ShadowRoot} root
 * @param {number} depth
 * @param {Walk} walk
 */
function writeShadowRoot(root, depth, walk) {
  write("#shadow-root", depth, walk);
  writeSheets(root.adoptedStyleSheets, root.host, depth + 1, walk);
  writeChildren(root, depth + 1, walk);
}

/**
 * @param {Node} node
 * @param {SerializeOptions} options
 */
function shownText(node, { masking, replayed }) {
  const text = node.nodeValue ?? "";
  const selector = masking?.maskTextSelector;
  if (replayed || !selector || !node.parentElement?.closest(selector)) return text;
  return text.replace(/\S/g, "*");
}

/**
 * @param {Element} element
 * @param {SerializeOptions} options
 */
function isBlocked(element, { masking }) {
  return Boolean(masking?.blockSelector && element.matches(masking.blockSelector));
}
