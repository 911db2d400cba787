import { elementState } from "./node-state.js";
import { styleOf } from "./style-tuple.js";

/** @typedef {import("../metric/state.ts").DocumentState} DocumentState */
/** @typedef {import("../metric/state.ts").NodeState} NodeState */
/** @typedef {import("../metric/state.ts").ReadOptions} ReadOptions */
/**
 * @typedef {DocumentState & {
 *   idOf: (node: Node) => number,
 *   options: ReadOptions,
 *   closedRoots: Map<Element, ShadowRoot>,
 *   styleNumbers: Map<string, number>,
 * }} Walk
 */

/** They show nothing, and a replay has to put others in their place. */
const UNSEEN = ["script", "noscript", "style", "link", "meta", "base", "title", "template"];

/**
 * What a document shows, by the ids that its nodes have in the recording.
 *
 * @param {Document} document
 * @param {(node: Node) => number} idOf
 * @param {ReadOptions} options
 * @param {ShadowRoot[]} closedRoots - which the page itself cannot reach
 * @returns {DocumentState}
 */
export function readState(document, idOf, options, closedRoots = []) {
  /** @type {Walk} */
  const walk = {
    nodes: [],
    withoutId: [],
    styles: [],
    idOf,
    options,
    closedRoots: new Map(closedRoots.map((root) => [root.host, root])),
    styleNumbers: new Map(),
  };
  readNode(document, walk);
  const { nodes, withoutId, styles } = walk;
  return { nodes, withoutId, styles };
}

/**
 * @param {Node} node
 * @param {Walk} walk
 */
function readNode(node, walk) {
  const id = walk.idOf(node);
  const state = describe(node, id, walk);
  if (id > 0) walk.nodes.push(state);
  else if (node.nodeType !== 8) walk.withoutId.push(state.name);
  if (isBlocked(node, walk) || state.name.startsWith("noscript")) return;
  const element = /** @type {Element} */ (node);
  const root = node.nodeType === 1 && (element.shadowRoot ?? walk.closedRoots.get(element));
  if (root) readChildren(root, walk);
  if (element.localName === "iframe" && walk.options.intoFrames) readFrame(element, walk);
  readChildren(node, walk);
}

/**
 * @param {Node} parent
 * @param {Walk} walk
 */
function readChildren(parent, walk) {
  for (const child of parent.childNodes) {
    // A document without a doctype is given one in a replay; what it changes is the mode.
    if (child.nodeType !== 10 && !isTextOfUnseen(child)) readNode(child, walk);
  }
}

/**
 * @param {Element} iframe
 * @param {Walk} walk
 */
function readFrame(iframe, walk) {
  const inner = /** @type {HTMLIFrameElement} */ (iframe).contentDocument;
  if (inner) readNode(inner, walk);
}

/**
 * The text of a script, a sheet or a frame is not shown, a text area's is its value.
 *
 * @param {Node} node
 */
function isTextOfUnseen(node) {
  const parent = node.parentElement?.localName ?? "";
  return node.nodeType === 3 && ["script", "style", "textarea", "iframe"].includes(parent);
}

/**
 * @param {Node} node
 * @param {number} id
 * @param {Walk} walk
 * @returns {NodeState}
 */
function describe(node, id, walk) {
  if (node.nodeType === 9) {
    const { compatMode } = /** @type {Document} */ (node);
    return { id, name: "#document", state: { compatMode } };
  }
  if (node.nodeType !== 1) return describeText(node, id, walk);
  const element = /** @type {Element} */ (node);
  const name = nameOf(element);
  if (UNSEEN.includes(element.localName) || id <= 0) return { id, name };
  const { x, y, width, height } = element.getBoundingClientRect();
  const { scrollLeft, scrollTop } = element;
  return {
    id,
    name,
    rect: [x, y, width, height],
    style: styleNumber(element, walk),
    state: elementState(element, walk.options.pseudoClasses),
    ...((scrollLeft || scrollTop) && { scroll: [scrollLeft, scrollTop] }),
  };
}

/**
 * @param {Node} node
 * @param {number} id
 * @param {Walk} walk
 * @returns {NodeState}
 */
function describeText(node, id, { options }) {
  const name = `${node.nodeName} in ${node.parentElement?.localName ?? "a root"}`;
  if (node.nodeType === 8) return { id, name };
  const text = node.nodeValue ?? "";
  const masked = options.maskTexts && node.parentElement?.closest(".rr-mask");
  return { id, name, text: masked ? text.replace(/\S/g, "*") : text };
}

/** @param {Element} element */
function nameOf(element) {
  const id = element.id ? `#${element.id}` : "";
  const [first] = element.classList;
  return `${element.localName}${id}${first ? `.${first}` : ""}`;
}

/**
 * Many elements have the same style: each one is told once.
 *
 * @param {Element} element
 * @param {Walk} walk
 */
function styleNumber(element, { styles, styleNumbers }) {
  const style = styleOf(element);
  const key = Object.values(style).join("|");
  const known = styleNumbers.get(key);
  if (known !== undefined) return known;
  styleNumbers.set(key, styles.length);
  return styles.push(style) - 1;
}

/**
 * What a page blocks from being recorded is there as an empty box.
 *
 * @param {Node} node
 * @param {Walk} walk
 */
function isBlocked(node, { options }) {
  return (
    options.maskTexts &&
    node.nodeType === 1 &&
    /** @type {Element} */ (node).classList.contains("rr-block")
  );
}
