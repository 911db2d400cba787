/** What a computed style says that can be seen and that no rect tells. */
const PROPERTIES = [
  ...["color", "background-color", "background-image", "background-position", "background-size"],
  ...["display", "visibility", "opacity", "position", "z-index", "float", "content-visibility"],
  ...["font-family", "font-size", "font-weight", "font-style", "line-height", "letter-spacing"],
  ...["text-align", "text-transform", "text-decoration-line", "white-space", "direction"],
  ...["border-top", "border-right", "border-bottom", "border-left", "border-radius", "outline"],
  ...["margin-top", "margin-right", "margin-bottom", "margin-left"],
  ...["padding-top", "padding-right", "padding-bottom", "padding-left"],
  ...["box-shadow", "overflow-x", "overflow-y", "transform", "filter"],
  ...["clip-path", "mask-image", "mix-blend-mode", "object-fit", "vertical-align"],
  ...["list-style-type", "fill", "stroke", "stroke-width"],
];

/** Of a pseudo-element, whose content says whether it is there. */
const PSEUDO_PROPERTIES = [
  ...["content", "color", "background-color", "background-image", "display", "opacity"],
  ...["position", "font-family", "font-size", "font-weight", "width", "height", "transform"],
  ...["border-top", "border-left", "margin-top", "margin-left"],
];

/**
 * @param {Element} element
 * @returns {Record<string, string>} by property; those of pseudo-elements with their name before
 */
export function styleOf(element) {
  const view = /** @type {Window} */ (element.ownerDocument.defaultView);
  const style = view.getComputedStyle(element);
  /** @type {Record<string, string>} */
  const values = {};
  for (const name of PROPERTIES) values[name] = style.getPropertyValue(name);
  // What is not rendered has no pseudo-elements, and asking costs.
  if (values.display === "none") return values;
  for (const pseudo of ["::before", "::after"]) {
    const own = view.getComputedStyle(element, pseudo);
    const content = own.content;
    if (content === "none" || content === "normal") continue;
    for (const name of PSEUDO_PROPERTIES) values[`${pseudo} ${name}`] = own.getPropertyValue(name);
  }
  return values;
}
