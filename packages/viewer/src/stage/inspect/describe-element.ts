import { cut } from "../../data/label-of.js";
import type { InspectedElement } from "../playback.js";
import type { FoundElement } from "./element-at.js";
import { selectorOf } from "./selector-of.js";
import { shownAttributes } from "./shown-attributes.js";

export function describeElement({ element, origin }: FoundElement): InspectedElement {
  const { left, top, width, height } = element.getBoundingClientRect();
  return {
    tagName: element.localName,
    attributes: shownAttributes(element),
    text: ownText(element),
    selector: selectorOf(element),
    box: { left: left + origin.x, top: top + origin.y, width, height },
  };
}

/** Without that of the elements in it. */
function ownText(element: Element): string {
  const texts = [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE);
  const text = texts.map(({ nodeValue }) => nodeValue).join(" ");
  return cut(text.replace(/\s+/g, " ").trim());
}
