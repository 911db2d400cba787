import { filledStyle } from "./animations.js";
import { absoluteCss, absoluteUrl } from "./css-text.js";
import { isModal } from "./element-states.js";
import type { Masking } from "./masking.js";
import {
  baseUri,
  getAttribute,
  getAttributeNames,
  getter,
  hasAttribute,
  indexOf,
  isMatch,
  lowerCase,
  method,
  quote,
  replaceMatches,
} from "./natives.js";

const inputValue = getter(HTMLInputElement.prototype, "value");
const inputChecked = getter(HTMLInputElement.prototype, "checked");
const textareaValue = getter(HTMLTextAreaElement.prototype, "value");
const selectValue = getter(HTMLSelectElement.prototype, "value");
const selectMultiple = getter(HTMLSelectElement.prototype, "multiple");
const optionSelected = getter(HTMLOptionElement.prototype, "selected");
const selectOfOption = method(Element.prototype, "closest");
const { prototype: media } = HTMLMediaElement;
const mediaPaused = getter(media, "paused");
const mediaTime = getter(media, "currentTime");
const mediaRate = getter(media, "playbackRate");
const mediaMuted = getter(media, "muted");
const mediaLoop = getter(media, "loop");
const mediaVolume = getter(media, "volume");
const inlineStyleOf = getter(HTMLElement.prototype, "style");
const declaredCount = getter(CSSStyleDeclaration.prototype, "length");
const declaredName = method(CSSStyleDeclaration.prototype, "item");
const declaredValue = method(CSSStyleDeclaration.prototype, "getPropertyValue");
const declaredPriority = method(CSSStyleDeclaration.prototype, "getPropertyPriority");
const computed = getComputedStyle;

/** Attributes that tell what an element is about, and so what a masked one would tell. */
const TELLING =
  /^(?:title|alt|placeholder|aria-label|aria-description|aria-valuetext|label|value)$/;

/** How the element stands in the page, as far as its attributes depend on that. */
export interface AttributeContext {
  masking: Masking;
  /** Its text is masked. */
  masked: boolean;
  /** Its CSS is recorded: a link to that would load it again. */
  isStyled?: boolean;
}

/** The pairs of an attributes object that is being written as JSON. */
export class JsonPairs {
  text = "";

  add(name: string, json: string): void {
    this.text += `${this.text && ","}${quote(name)}:${json}`;
  }

  /** For names that are JSON strings as they are. */
  addKnown(name: string, json: string): void {
    this.text += `${this.text && ","}"${name}":${json}`;
  }
}

/** All attributes of an element, in the pairs of an rrweb node. */
export function writeAttributes(
  pairs: JsonPairs,
  element: Element,
  tag: string,
  context: AttributeContext,
): void {
  const names = getAttributeNames(element);
  let hasStyle = false;
  for (let i = 0; i < names.length; i++) {
    const name = names[i] as string;
    hasStyle ||= name === "style";
    const value = attributeText(element, tag, name, context);
    if (value !== undefined) pairs.add(recordedName(tag, name), quote(value));
  }
  if (hasStyle) return;
  const style = names.length === 0 ? filledStyle(element) : impliedStyle(element);
  if (style) pairs.addKnown("style", quote(style));
}

/** Under which name an attribute is recorded: an iframe's content comes from its own recorder. */
export function recordedName(tag: string, name: string): string {
  return tag === "iframe" && name === "src" ? "rr_src" : name;
}

/**
 * What the recording has for an attribute.
 *
 * @returns undefined for what is left out, or comes from the element's state instead
 */
export function attributeText(
  element: Element,
  tag: string,
  name: string,
  { masking, masked, isStyled }: AttributeContext,
): string | undefined {
  if (isLeftOut(tag, name)) return undefined;
  if (tag === "link" && isStyled && (name === "rel" || name === "href")) return undefined;
  const value = getAttribute(element, name);
  if (value === null) return undefined;
  if (name === "class" || name === "id" || value === "") return value;
  if (name === "style") return inlineStyle(element, value);
  if (tag === "input" && name === "value") return masking.fieldValue(element, value);
  if (masked && isMatch(TELLING, name)) return masking.maskText(value);
  return isAddress(tag, name) ? absoluteAddress(element, tag, name, value) : value;
}

/**
 * What a changed attribute is in the recording now, as JSON: text, or null where it was removed.
 *
 * @returns undefined for what is left out
 */
export function changedAttribute(
  element: Element,
  tag: string,
  name: string,
  masking: Masking,
): string | undefined {
  // The replay's fields show what the attributes say until they are typed into; the page's may not.
  if (tag === "input" && name === "checked") {
    return inputChecked(element as HTMLInputElement) ? `""` : "null";
  }
  if (tag === "input" && name === "value") {
    return quote(masking.fieldValue(element, inputValue(element as HTMLInputElement)));
  }
  if (tag === "textarea" && name === "value") {
    const value = textareaValue(element as HTMLTextAreaElement);
    return quote(masking.fieldValue(element, value));
  }
  if (tag === "option" && name === "selected") {
    return isShownSelected(element as HTMLOptionElement, masking) ? `""` : "null";
  }
  if (isLeftOut(tag, name)) return undefined;
  if (!hasAttribute(element, name)) {
    const style = name === "style" && impliedStyle(element);
    return style ? quote(style) : "null";
  }
  const masked = isMatch(TELLING, name) && masking.isTextMasked(element);
  return quote(attributeText(element, tag, name, { masking, masked }) ?? "");
}

function isLeftOut(tag: string, name: string): boolean {
  switch (tag) {
    case "iframe":
      // The replayer fills the iframe: its own content must not load, nor its sandbox keep it out.
      return name === "srcdoc" || name === "sandbox";
    case "video":
    case "audio":
      return name === "autoplay";
    case "option":
      return name === "selected";
    case "textarea":
    case "select":
      return name === "value";
    default:
      return false;
  }
}

function isAddress(tag: string, name: string): boolean {
  switch (name) {
    case "src":
    case "href":
    case "xlink:href":
    case "poster":
    case "background":
    case "srcset":
    case "imagesrcset":
      return true;
    case "data":
      return tag === "object";
    default:
      return false;
  }
}

function absoluteAddress(element: Element, tag: string, name: string, value: string): string {
  const base = baseUri(element);
  if (name === "srcset" || name === "imagesrcset") return absoluteSrcset(value, base);
  // A reference to another part of the same document is one in the replay too.
  if (value[0] === "#" && (tag !== "a" || name === "xlink:href")) return value;
  return absoluteUrl(value, base);
}

function absoluteSrcset(value: string, base: string): string {
  return replaceMatches(
    value,
    /(^\s*|,\s*)([^\s,]\S*[^\s,])/g,
    (_whole, before, url) => before + absoluteUrl(url as string, base),
  );
}

/**
 * The style attribute. What the browser writes of a shorthand with `var()` beside one of its
 * longhands has no value; what it came to has one.
 */
function inlineStyle(element: Element, text: string): string {
  const complete = indexOf(text, ": ;") === -1 ? text : writtenOut(element as HTMLElement);
  const implied = impliedStyle(element);
  return absoluteCss(implied ? `${complete};${implied}` : complete, baseUri(element));
}

/** Declarations for what the replay has no other way to show. */
function impliedStyle(element: Element): string {
  // There, it is an attribute without a namespace, and so without effect.
  const space = getAttribute(element, "xml:space") === "preserve" ? "white-space: pre; " : "";
  return space + filledStyle(element);
}

function writtenOut(element: HTMLElement): string {
  const style = inlineStyleOf(element);
  let actual: CSSStyleDeclaration | undefined;
  let text = "";
  const count = declaredCount(style);
  for (let i = 0; i < count; i++) {
    const name = declaredName(style, i);
    let value = declaredValue(style, name);
    if (value === "") {
      actual ??= computed(element);
      value = declaredValue(actual, name);
    }
    const important = declaredPriority(style, name) === "important" ? " !important" : "";
    text += `${name}: ${value}${important}; `;
  }
  return text;
}

/** What an element's state adds to its attributes: values, what is checked, played or open. */
export function writeState(
  pairs: JsonPairs,
  element: Element,
  tag: string,
  { masking }: AttributeContext,
): void {
  switch (tag) {
    case "input":
      writeInput(pairs, element as HTMLInputElement, masking);
      break;
    case "textarea": {
      const value = textareaValue(element as HTMLTextAreaElement);
      // Its text is recorded as its value, even where that is empty.
      pairs.addKnown("value", quote(masking.fieldValue(element, value)));
      break;
    }
    case "select":
      if (!selectMultiple(element as HTMLSelectElement)) {
        const value = selectValue(element as HTMLSelectElement);
        if (value) pairs.addKnown("value", quote(masking.fieldValue(element, value)));
      }
      break;
    case "option":
      if (isShownSelected(element as HTMLOptionElement, masking)) {
        pairs.addKnown("selected", "true");
      }
      break;
    case "dialog":
      if (hasAttribute(element, "open")) {
        pairs.addKnown("rr_open_mode", isModal(element) ? '"modal"' : '"non-modal"');
      }
      break;
    case "video":
    case "audio":
      writeMedia(pairs, element as HTMLMediaElement);
  }
}

function writeInput(pairs: JsonPairs, element: HTMLInputElement, masking: Masking): void {
  const type = lowerCase(getAttribute(element, "type") ?? "");
  if (type === "checkbox" || type === "radio") {
    pairs.addKnown("checked", inputChecked(element) ? "true" : "null");
    return;
  }
  const value = inputValue(element);
  // Of the two in the object, the later one counts.
  if (value || hasAttribute(element, "value")) {
    pairs.addKnown("value", quote(masking.fieldValue(element, value)));
  }
}

/** Whether the replay shows an option as chosen: in a masked field it shows none. */
export function isShownSelected(option: HTMLOptionElement, masking: Masking): boolean {
  if (!optionSelected(option)) return false;
  const select = selectOfOption(option, "select,datalist");
  return select === null || !masking.isFieldMasked(select);
}

function writeMedia(pairs: JsonPairs, element: HTMLMediaElement): void {
  pairs.addKnown("rr_mediaState", mediaPaused(element) ? '"paused"' : '"played"');
  pairs.addKnown("rr_mediaCurrentTime", `${mediaTime(element)}`);
  pairs.addKnown("rr_mediaPlaybackRate", `${mediaRate(element)}`);
  pairs.addKnown("rr_mediaMuted", `${mediaMuted(element)}`);
  pairs.addKnown("rr_mediaLoop", `${mediaLoop(element)}`);
  pairs.addKnown("rr_mediaVolume", `${mediaVolume(element)}`);
}
