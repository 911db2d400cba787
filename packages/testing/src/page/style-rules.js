import { absolute, write } from "./walk.js";

/** @typedef {import("./walk.js").Walk} Walk */

/**
 * @param {CSSStyleSheet[]} sheets
 * @param {Node} owner
 * @param {number} depth
 * @param {Walk} walk
 */
export function writeSheets(sheets, owner, depth, walk) {
  for (const sheet of sheets) {
    write("#adopted-sheet", depth, walk);
    writeRules(sheet, owner, depth + 1, walk);
  }
}

/**
 * @param {CSSStyleSheet | null} sheet
 * @param {Node} owner
 * @param {number} depth
 * @param {Walk} walk
 */
export function writeRules(sheet, owner, depth, walk) {
  for (const rule of rulesOf(sheet) ?? []) {
    // The replayer adds a class beside each :hover, to show it.
    const text = rule.cssText.replace(/,\s*[^,{]*\\:hover[^,{]*(?=[,{])/g, " ");
    const address = /url\((["']?)(.*?)\1\)/g;
    write(
      text.replace(address, (_, _quote, url) => `url(${absolute(url, owner)})`),
      depth,
      walk,
    );
  }
}

/**
 * @param {Element} element
 * @returns {CSSStyleSheet | null}
 */
export function sheetOf(element) {
  return /** @type {HTMLStyleElement} */ (element).sheet ?? null;
}

/** @param {CSSStyleSheet | null} sheet */
export function rulesOf(sheet) {
  try {
    return sheet && [...sheet.cssRules];
  } catch {
    // Another origin's sheet may not be read.
    return null;
  }
}

/**
 * The replayer puts a sheet of its own beside each document's head.
 *
 * @param {Element} element
 */
export function isReplayersSheet(element) {
  if (element.localName !== "style") return false;
  if (element.parentNode !== element.ownerDocument.documentElement) return false;
  return rulesOf(sheetOf(element))?.[0]?.cssText.startsWith(".rr-block ");
}
