/** A point, or an offset, in CSS pixels. */
export interface Point {
  x: number;
  y: number;
}

/** An element, and where its document's viewport begins in that of the page. */
export interface FoundElement {
  element: Element;
  origin: Point;
}

/**
 * Finds what is seen at a point of a page, in the documents of its frames and in open shadow roots.
 *
 * @param point - in the viewport of the root's document
 */
export function elementAt(
  root: DocumentOrShadowRoot,
  point: Point,
  origin: Point = { x: 0, y: 0 },
): FoundElement | undefined {
  const element = root.elementFromPoint(point.x, point.y);
  if (!element) return undefined;
  const { shadowRoot } = element;
  const inShadow = shadowRoot && shadowRoot !== root && elementAt(shadowRoot, point, origin);
  if (inShadow && inShadow.element !== element) return inShadow;
  return elementInFrame(element, point, origin) ?? { element, origin };
}

function elementInFrame(element: Element, point: Point, origin: Point): FoundElement | undefined {
  const inner = (element as Partial<HTMLIFrameElement>).contentDocument;
  if (!inner) return undefined;
  const { left, top } = element.getBoundingClientRect();
  const x = left + element.clientLeft;
  const y = top + element.clientTop;
  const innerPoint = { x: point.x - x, y: point.y - y };
  return elementAt(inner, innerPoint, { x: origin.x + x, y: origin.y + y });
}
