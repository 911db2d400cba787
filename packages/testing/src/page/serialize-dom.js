/**
 * Runs in a page: turns a document into lines of text that a live page and its replay have in
 * common. What a replay has to change (scripts, handlers, addresses made absolute) is left out or
 * brought to one form; everything else must be the same.
 *
 * It is read as text and evaluated, so it imports nothing.
 */

/** @typedef {import("../dom/dom-line.js").DomLine} DomLine */
/** @typedef {import("../dom/dom-line.js").SerializeOptions} SerializeOptions */

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
const TAKES_ANY_TEXT = ["text", "password", "search", "tel", "url", "email", "hidden", "textarea"];
/** The replayer shows hovering and its own state in classes. */
const REPLAYER_CLASSES = [":hover", ":active", "rrweb-paused"];

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
 * @typedef {{ lines: DomLine[], frames: number, options: SerializeOptions }} Walk
 *
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
 * @param {string} text
 * @param {number} depth
 * @param {Walk} walk
 */
function write(text, depth, walk) {
  walk.lines.push({ depth, text });
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
 * The replayer puts a sheet of its own beside each document's head.
 *
 * @param {Element} element
 */
function isReplayersSheet(element) {
  if (element.localName !== "style") return false;
  if (element.parentNode !== element.ownerDocument.documentElement) return false;
  return rulesOf(sheetOf(element))?.[0]?.cssText.startsWith(".rr-block ");
}

/**
 * A replay has noscript for script, and style for a link whose sheet was recorded.
 *
 * @param {Element} element
 */
function commonName(element) {
  const name = element.localName;
  if (name === "noscript") return "script";
  return name === "link" && rulesOf(sheetOf(element)) ? "style" : name;
}

/**
 * @param {Element} element
 * @param {string} name
 * @returns {string[]}
 */
function attributesOf(element, name) {
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

/**
 * What an element shows that is in no attribute.
 *
 * @param {Element} element
 * @param {number} depth
 * @param {Walk} walk
 */
function writeState(element, depth, walk) {
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
 * @param {CSSStyleSheet[]} sheets
 * @param {Node} owner
 * @param {number} depth
 * @param {Walk} walk
 */
function writeSheets(sheets, owner, depth, walk) {
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
function writeRules(sheet, owner, depth, walk) {
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
function sheetOf(element) {
  return /** @type {HTMLStyleElement} */ (element).sheet ?? null;
}

/** @param {CSSStyleSheet | null} sheet */
function rulesOf(sheet) {
  try {
    return sheet && [...sheet.cssRules];
  } catch {
    // Another origin's sheet may not be read.
    return null;
  }
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

/**
 * @param {string} address
 * @param {Node} owner
 */
function absolute(address, owner) {
  if (address === "" || address.startsWith("#")) return address;
  try {
    return new URL(address, owner.baseURI ?? undefined).href;
  } catch {
    // In a replay there is no base; what is not absolute there stays as it is.
    return address;
  }
}

/**
 * @param {Node} node
 * @returns {node is Element}
 */
function isElement(node) {
  return node.nodeType === 1;
}

/** @param {string} text */
function quote(text) {
  return `"${text.replace(/\n/g, "\\n")}"`;
}
