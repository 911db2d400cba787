const HTML = "http://www.w3.org/1999/xhtml";
const MATH_ML = "http://www.w3.org/1998/Math/MathML";

interface Nodes {
  getId(node: Node): number;
  replace(id: number, node: Node): void;
}

/**
 * Makes elements of MathML of those that rrweb built as unknown HTML elements: its events have no
 * word for that namespace.
 */
export function mendMathMl(document: Document, nodes: Nodes): void {
  for (const math of [...document.getElementsByTagNameNS(HTML, "math")]) mend(math, nodes);
  // What came into one that is mended.
  for (const math of document.getElementsByTagNameNS(MATH_ML, "math")) {
    for (const element of math.querySelectorAll("*")) {
      const parent = element.parentElement;
      if (element.namespaceURI !== HTML || !parent) continue;
      if (parent.namespaceURI === MATH_ML && !holdsHtml(parent)) mend(element, nodes);
    }
  }
}

function mend(element: Element, nodes: Nodes): void {
  const mended = element.ownerDocument.createElementNS(MATH_ML, element.localName);
  for (const { name, value } of element.attributes) mended.setAttribute(name, value);
  const children = [...element.childNodes];
  mended.append(...children);
  element.replaceWith(mended);
  nodes.replace(nodes.getId(element), mended);
  if (holdsHtml(element)) return;
  for (const child of children) {
    if (child.nodeType === Node.ELEMENT_NODE && (child as Element).namespaceURI === HTML) {
      mend(child as Element, nodes);
    }
  }
}

/** What is HTML within MathML is so within these. */
function holdsHtml(element: Element): boolean {
  return /^(?:annotation-xml|mi|mo|mn|ms|mtext)$/.test(element.localName);
}
