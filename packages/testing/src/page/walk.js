/**
 * How far the walk over a document has come.
 *
 * @typedef {{
 *   lines: import("../dom/dom-line.js").DomLine[],
 *   frames: number,
 *   options: import("../dom/dom-line.js").SerializeOptions,
 * }} Walk
 */

/**
 * @param {string} text
 * @param {number} depth
 * @param {Walk} walk
 */
export function write(text, depth, walk) {
  walk.lines.push({ depth, text });
}

/** @param {string} text */
export function quote(text) {
  return `"${text.replace(/\n/g, "\\n")}"`;
}

/**
 * @param {Node} node
 * @returns {node is Element}
 */
export function isElement(node) {
  return node.nodeType === 1;
}

/**
 * @param {string} address
 * @param {Node} owner
 */
export function absolute(address, owner) {
  if (address === "" || address.startsWith("#")) return address;
  try {
    return new URL(address, owner.baseURI ?? undefined).href;
  } catch {
    // In a replay there is no base; what is not absolute there stays as it is.
    return address;
  }
}
